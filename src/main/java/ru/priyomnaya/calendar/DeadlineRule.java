package ru.priyomnaya.calendar;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * How long an answer may take.
 *
 * @param number of days, 1 to 366, or of months, 1 to 12
 * @param startingDay is day 0 (ГК РФ, ст. 191)
 * @param basis the clause as staff read it: «Стандарт, обращение с веб-сайта»
 */
public record DeadlineRule(int number, Counting counting, StartingDay startingDay, DayOff lastDayOff, String basis) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final int MOST_DAYS = 366;
    private static final int MOST_MONTHS = 12;

    public DeadlineRule {
        var most = counting == Counting.MONTHS ? MOST_MONTHS : MOST_DAYS;
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(
                    "Срок — от 1 до %d (%s), а не %d".formatted(most, counting.inRussian(), number));
        }
    }

    /** Counts from the starting day; a last day that is a day off moves as the rule says. */
    public Deadline from(LocalDate start, ProductionCalendar calendar) {
        var lines = new ArrayList<String>();
        lines.add("Правило: " + inRussian() + ". Основание: " + basis);
        lines.add("%s %s, этот день не считается (ГК РФ, ст. 191)".formatted(startingDay.verb(), DAY.format(start)));
        var counted = switch (counting) {
            case CALENDAR_DAYS -> start.plusDays(number);
            case WORKING_DAYS -> countWorking(start, calendar, lines);
            case MONTHS -> start.plusMonths(number);
        };
        lines.add("Последний день по счёту: " + DAY.format(counted));
        var lastDay = moved(counted, calendar, lines);
        var provisional = provisionalYears(start, lastDay, calendar);
        if (!provisional.isEmpty()) {
            lines.add(
                    "Предварительно: официального календаря на %s год ещё нет, учтены выходные и праздники ст. 112 ТК РФ"
                            .formatted(String.join(", ", provisional)));
        }
        return new Deadline(lastDay, inRussian(), basis, List.copyOf(lines), !provisional.isEmpty());
    }

    private LocalDate countWorking(LocalDate start, ProductionCalendar calendar, List<String> lines) {
        var date = start;
        for (int counted = 0; counted < number; ) {
            date = date.plusDays(1);
            var off = calendar.whyOff(date);
            if (off == null) {
                counted++;
                if (calendar.isWorkingWeekend(date)) {
                    lines.add("Считается " + DAY.format(date) + ": рабочий выходной");
                }
            } else {
                lines.add("Пропущено " + DAY.format(date) + ": " + off);
            }
        }
        return date;
    }

    private LocalDate moved(LocalDate counted, ProductionCalendar calendar, List<String> lines) {
        var step = switch (lastDayOff) {
            case NEXT_WORKING_DAY -> 1;
            case PREVIOUS_WORKING_DAY -> -1;
            case UNCHANGED -> 0;
        };
        var date = counted;
        for (var off = calendar.whyOff(date); step != 0 && off != null; off = calendar.whyOff(date)) {
            lines.add("Нерабочий день " + DAY.format(date) + ": " + off);
            date = date.plusDays(step);
        }
        if (!date.equals(counted)) {
            lines.add("Срок перенесён на " + DAY.format(date)
                    + (step > 0
                            ? " — ближайший следующий рабочий день (ГК РФ, ст. 193)"
                            : " — предыдущий рабочий день"));
        }
        return date;
    }

    private static TreeSet<String> provisionalYears(LocalDate from, LocalDate to, ProductionCalendar calendar) {
        var years = new TreeSet<String>();
        for (int year = from.getYear(); year <= to.getYear(); year++) {
            if (calendar.isProvisional(LocalDate.of(year, 1, 1))) {
                years.add(String.valueOf(year));
            }
        }
        return years;
    }

    private String inRussian() {
        return counting.of(number);
    }
}
