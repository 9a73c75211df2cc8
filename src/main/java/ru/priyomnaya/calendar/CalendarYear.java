package ru.priyomnaya.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One year of the production calendar: only the days that differ from an ordinary week.
 *
 * @param shortDays working days that are an hour shorter
 * @param provisional no official calendar was published: weekends and the holidays of ТК РФ, art. 112, alone
 */
record CalendarYear(
        int year,
        Map<LocalDate, String> daysOff,
        Map<LocalDate, String> workingDays,
        Set<LocalDate> shortDays,
        boolean provisional) {
    private static final Map<MonthDay, String> HOLIDAYS = holidays();

    private static Map<MonthDay, String> holidays() {
        var holidays = new LinkedHashMap<MonthDay, String>();
        for (int day = 1; day <= 8; day++) {
            holidays.put(MonthDay.of(1, day), day == 7 ? "Рождество Христово" : "Новогодние каникулы");
        }
        holidays.put(MonthDay.of(2, 23), "День защитника Отечества");
        holidays.put(MonthDay.of(3, 8), "Международный женский день");
        holidays.put(MonthDay.of(5, 1), "Праздник Весны и Труда");
        holidays.put(MonthDay.of(5, 9), "День Победы");
        holidays.put(MonthDay.of(6, 12), "День России");
        holidays.put(MonthDay.of(11, 4), "День народного единства");
        return holidays;
    }

    /** The year as the law alone gives it, until the government moves days (ТК РФ, ст. 112). */
    static CalendarYear provisional(int year) {
        var daysOff = new LinkedHashMap<LocalDate, String>();
        HOLIDAYS.forEach((day, name) -> daysOff.put(day.atYear(year), name));
        return new CalendarYear(year, daysOff, Map.of(), Set.of(), true);
    }

    /** Why nobody works that day, or null on a working day. */
    @Nullable
    String whyOff(LocalDate date) {
        if (workingDays.containsKey(date)) {
            return null;
        }
        var named = daysOff.get(date);
        if (named != null) {
            return named;
        }
        return switch (date.getDayOfWeek()) {
            case SATURDAY -> "суббота";
            case SUNDAY -> "воскресенье";
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> null;
        };
    }

    /** The year with one day changed by hand. */
    CalendarYear with(LocalDate date, DayKind kind, String title) {
        var off = new LinkedHashMap<>(daysOff);
        var working = new LinkedHashMap<>(workingDays);
        var shorter = new HashSet<>(shortDays);
        off.remove(date);
        working.remove(date);
        shorter.remove(date);
        switch (kind) {
            case DAY_OFF -> off.put(date, title);
            case WORKING -> working.put(date, title);
            case SHORT -> {
                working.put(date, title);
                shorter.add(date);
            }
        }
        return new CalendarYear(year, off, working, shorter, provisional);
    }

    /** The same days, published. */
    CalendarYear official() {
        return new CalendarYear(year, daysOff, workingDays, shortDays, false);
    }

    static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
