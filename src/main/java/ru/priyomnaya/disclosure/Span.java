package ru.priyomnaya.disclosure;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** First and last day, in the organisation's zone; at most ten years. */
record Span(LocalDate from, LocalDate until) {
    private static final int LONGEST_DAYS = 3660;

    /** @throws IllegalArgumentException when it is no period */
    Span {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("Последний день периода раньше первого");
        }
        if (ChronoUnit.DAYS.between(from, until) > LONGEST_DAYS) {
            throw new IllegalArgumentException("Период — не больше десяти лет");
        }
    }

    static Span of(int year) {
        return new Span(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    /** The same days a year before; what ends with its month does so there too. */
    Span before() {
        var last = until.minusYears(1);
        var wholeMonth = until.getDayOfMonth() == until.lengthOfMonth();
        return new Span(from.minusYears(1), wholeMonth ? last.withDayOfMonth(last.lengthOfMonth()) : last);
    }

    /** Those that it touches, in order. */
    List<YearMonth> months() {
        return Stream.iterate(
                        YearMonth.from(from),
                        month -> !month.isAfter(YearMonth.from(until)),
                        month -> month.plusMonths(1))
                .toList();
    }
}
