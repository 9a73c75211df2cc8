package ru.priyomnaya.calendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The days on which Russia works. A year without an official calendar is provisional and says so. */
public final class ProductionCalendar {
    private static final int FIRST_SHIPPED = 2023;
    private static final int LAST_SHIPPED = 2026;

    private final Map<Integer, CalendarYear> official;
    private final Map<Integer, CalendarYear> provisional = new ConcurrentHashMap<>();

    ProductionCalendar(Map<Integer, CalendarYear> official) {
        this.official = Map.copyOf(official);
    }

    /** The years that come with the program, 2023 to 2026. */
    public static ProductionCalendar shipped() {
        var years = new TreeMap<Integer, CalendarYear>();
        for (int year = FIRST_SHIPPED; year <= LAST_SHIPPED; year++) {
            try (var xml = Objects.requireNonNull(
                    ProductionCalendar.class.getResourceAsStream("/calendar/ru-" + year + ".xml"))) {
                years.put(year, CalendarXml.read(xml));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new ProductionCalendar(years);
    }

    public boolean isWorking(LocalDate date) {
        return whyOff(date) == null;
    }

    /** Why nobody works that day in Russian («суббота», «День России»), or null on a working day. */
    public @Nullable String whyOff(LocalDate date) {
        return year(date).whyOff(date);
    }

    /** A Saturday or Sunday that a decree made working. */
    boolean isWorkingWeekend(LocalDate date) {
        return CalendarYear.isWeekend(date) && isWorking(date);
    }

    /** Whether the date's year has no official calendar yet. */
    public boolean isProvisional(LocalDate date) {
        return year(date).provisional();
    }

    private CalendarYear year(LocalDate date) {
        var published = official.get(date.getYear());
        return published == null ? provisional.computeIfAbsent(date.getYear(), CalendarYear::provisional) : published;
    }
}
