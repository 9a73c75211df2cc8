package ru.priyomnaya.gis.wire;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Dates of the format. Reading is tolerant: ГИС ЖКХ writes a zone or a time where a date belongs, and 1900-01-01 or 5000-01-01 for
 * «no date»; what is no date at all becomes null, never an exception. Called by generated code.
 */
public final class WireDates {
    private static final int FIRST_YEAR = 1901;
    private static final int LAST_YEAR = 4999;
    private static final int LENGTH_OF_A_DATE = 10;
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

    private WireDates() {}

    public static @Nullable LocalDate date(@Nullable String text) {
        if (text == null || text.strip().length() < LENGTH_OF_A_DATE) {
            return null;
        }
        try {
            var date = LocalDate.parse(text.strip().substring(0, LENGTH_OF_A_DATE));
            return date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR ? null : date;
        } catch (DateTimeException e) {
            return null;
        }
    }

    public static @Nullable String print(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }

    public static @Nullable OffsetDateTime dateTime(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text.strip());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** With milliseconds and offset, as the other side's validator wants it. */
    public static @Nullable String print(@Nullable OffsetDateTime time) {
        return time == null ? null : DATE_TIME.format(time);
    }
}
