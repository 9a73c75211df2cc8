package ru.priyomnaya.calendar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The days on which Russia works. A year without an official calendar is provisional and says so. Immutable. */
public final class ProductionCalendar {
    private static final int FIRST_SHIPPED = 2023;
    private static final int LAST_SHIPPED = 2026;
    private static final int FEWEST_WORKING_DAYS = 220;
    private static final int MOST_WORKING_DAYS = 256;

    private final Map<Integer, CalendarYear> known;
    private final Map<Integer, CalendarYear> provisional = new ConcurrentHashMap<>();

    private ProductionCalendar(Map<Integer, CalendarYear> known) {
        this.known = Map.copyOf(known);
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

    /** The year that such a file describes. */
    public static int yearOf(byte[] xml) {
        return read(xml).year();
    }

    /**
     * This calendar with an official year, new or in place of the one it has.
     *
     * @param xml in the customary form: {@code <calendar year="2027"><days><day d="01.01" t="1"/>…}
     * @throws UnreadableCalendar when it is no such file, or has fewer than 220 or more than 256 working days
     */
    public ProductionCalendar withYear(byte[] xml) {
        var year = read(xml);
        var changed = with(year);
        var working = changed.workingDays(year.year());
        if (working < FEWEST_WORKING_DAYS || working > MOST_WORKING_DAYS) {
            throw new UnreadableCalendar("В этом файле %d год имеет %d рабочих дней: календарь неполон или неверен"
                    .formatted(year.year(), working));
        }
        return changed;
    }

    private static CalendarYear read(byte[] xml) {
        try {
            return CalendarXml.read(new ByteArrayInputStream(xml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * This calendar with one day changed.
     *
     * @param title why, in Russian: «выходной по указу губернатора»
     */
    public ProductionCalendar withDay(LocalDate date, DayKind kind, String title) {
        return with(year(date).with(date, kind, title));
    }

    /** This calendar with the year's days as they are, declared official. */
    public ProductionCalendar withOfficial(int year) {
        return with(year(LocalDate.of(year, 1, 1)).official());
    }

    private ProductionCalendar with(CalendarYear year) {
        var years = new TreeMap<>(known);
        years.put(year.year(), year);
        return new ProductionCalendar(years);
    }

    public boolean isWorking(LocalDate date) {
        return whyOff(date) == null;
    }

    /** Why nobody works that day in Russian («суббота», «День России»), or null on a working day. */
    public @Nullable String whyOff(LocalDate date) {
        return year(date).whyOff(date);
    }

    public DayKind kindOf(LocalDate date) {
        if (!isWorking(date)) {
            return DayKind.DAY_OFF;
        }
        return year(date).shortDays().contains(date) ? DayKind.SHORT : DayKind.WORKING;
    }

    /** A Saturday or Sunday that a decree made working. */
    boolean isWorkingWeekend(LocalDate date) {
        return CalendarYear.isWeekend(date) && isWorking(date);
    }

    /** Whether the date's year has no official calendar yet. */
    public boolean isProvisional(LocalDate date) {
        return year(date).provisional();
    }

    private long workingDays(int year) {
        var first = LocalDate.of(year, 1, 1);
        return first.datesUntil(first.plusYears(1)).filter(this::isWorking).count();
    }

    private CalendarYear year(LocalDate date) {
        var named = known.get(date.getYear());
        return named == null ? provisional.computeIfAbsent(date.getYear(), CalendarYear::provisional) : named;
    }
}
