package ru.priyomnaya.report;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How much time one column of a chart stands for: as fine as can still be seen. */
enum ChartStep {
    DAY("По дням"),
    /** Monday to Sunday, cut at the ends of the period. */
    WEEK("По неделям"),
    MONTH("По месяцам");

    private static final int MOST_DAYS = 100;
    private static final int MOST_WEEKS = 105;
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("dd.MM");
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final DateTimeFormatter MONTHLY =
            DateTimeFormatter.ofPattern("LLLL uuuu", Locale.forLanguageTag("ru"));
    private static final DateTimeFormatter SHORT_MONTH = DateTimeFormatter.ofPattern("MM.uuuu");

    private final String inRussian;

    ChartStep(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }

    static ChartStep of(LocalDate from, LocalDate until) {
        var days = ChronoUnit.DAYS.between(from, until) + 1;
        return days <= MOST_DAYS ? DAY : days <= MOST_WEEKS * 7 ? WEEK : MONTH;
    }

    /** The last day of the step that this day belongs to. */
    LocalDate end(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK ->
                day.plusDays(DayOfWeek.SUNDAY.getValue() - day.getDayOfWeek().getValue());
            case MONTH -> day.withDayOfMonth(day.lengthOfMonth());
        };
    }

    /** Under the axis. */
    String tick(LocalDate first) {
        return (this == MONTH ? SHORT_MONTH : SHORT).format(first);
    }

    /** In the table. */
    String name(LocalDate first, LocalDate last) {
        return switch (this) {
            case DAY -> FULL.format(first);
            case WEEK -> SHORT.format(first) + "–" + FULL.format(last);
            case MONTH -> MONTHLY.format(first);
        };
    }
}
