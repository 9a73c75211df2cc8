package ru.priyomnaya.console;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** A filter by days, both included; null: open. */
record Days(
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate from,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate until) {
    @Nullable
    Instant begin(ZoneId zone) {
        return from == null ? null : from.atStartOfDay(zone).toInstant();
    }

    @Nullable
    Instant end(ZoneId zone) {
        return until == null ? null : until.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
