package ru.priyomnaya.concern;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What ends on a day: told sixty days before, every fourteen days, and when it has ended. */
public final class Remaining {
    private static final int BEGINS = 60;
    private static final int EVERY = 14;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private Remaining() {}

    /** @param what «Сертификат …», the beginning of the sentence; empty when there is time yet */
    public static Optional<Concern> of(ConcernKind kind, String about, String what, Instant until, Instant now) {
        var days = Duration.between(now, until).toDays();
        var day = DAY.format(LocalDate.ofInstant(until, ZoneOffset.UTC));
        if (!until.isAfter(now)) {
            return Optional.of(new Concern(kind, about, what + ": срок кончился " + day, "ended"));
        }
        return days >= BEGINS
                ? Optional.empty()
                : Optional.of(new Concern(
                        kind, about, "%s: осталось дней: %d, до %s".formatted(what, days, day), "" + days / EVERY));
    }
}
