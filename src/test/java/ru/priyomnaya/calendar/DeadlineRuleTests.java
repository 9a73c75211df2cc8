package ru.priyomnaya.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineRuleTests {
    private static final ProductionCalendar CALENDAR = ProductionCalendar.shipped();

    @ParameterizedTest(name = "{0} + {1} {2} → {3}")
    @CsvSource({
        "2026-05-04, 30, CALENDAR_DAYS, 2026-06-03", // an ordinary Wednesday
        "2026-05-13, 30, CALENDAR_DAYS, 2026-06-15", // Russia Day is a Friday: on to Monday
        "2025-10-02, 30, CALENDAR_DAYS, 2025-11-01", // a Saturday made working by decree stays
        "2025-10-20, 15, WORKING_DAYS,  2025-11-11", // counts that Saturday, skips 3 and 4 November
        "2026-12-01, 15, WORKING_DAYS,  2026-12-22",
        "2026-12-30, 15, WORKING_DAYS,  2027-01-29", // 31 December 2026 is off by decree; 2027 by law alone
        "2024-01-30, 30, CALENDAR_DAYS, 2024-02-29", // the 29th of a leap year
        "2025-12-01, 30, CALENDAR_DAYS, 2026-01-12", // 31 December 2025 is off by decree: past the holidays
    })
    void aDeadlineIsAWorkingDay(LocalDate registered, int days, Counting counting, LocalDate lastDay) {
        var deadline = rule(days, counting, DayOff.NEXT_WORKING_DAY).from(registered, CALENDAR);

        assertThat(deadline.lastDay()).isEqualTo(lastDay);
    }

    @Test
    void aRuleMayKeepOrBringForwardADayOff() {
        var russiaDay = LocalDate.of(2026, 6, 12);

        assertThat(rule(30, Counting.CALENDAR_DAYS, DayOff.UNCHANGED)
                        .from(russiaDay.minusDays(30), CALENDAR)
                        .lastDay())
                .isEqualTo(russiaDay);
        assertThat(rule(30, Counting.CALENDAR_DAYS, DayOff.PREVIOUS_WORKING_DAY)
                        .from(russiaDay.minusDays(30), CALENDAR)
                        .lastDay())
                .isEqualTo(LocalDate.of(2026, 6, 11));
    }

    @Test
    void everyStartDayAgreesWithACountByHand() {
        var rule = rule(15, Counting.WORKING_DAYS, DayOff.NEXT_WORKING_DAY);
        // The official days of 2025 and 2026 once more, written down apart from the files that the program reads.
        var off = Stream.of(
                        "2025-01-01 2025-01-02 2025-01-03 2025-01-06 2025-01-07 2025-01-08 2025-05-01 2025-05-02 2025-05-08"
                                + " 2025-05-09 2025-06-12 2025-06-13 2025-11-03 2025-11-04 2025-12-31 2026-01-01 2026-01-02"
                                + " 2026-01-05 2026-01-06 2026-01-07 2026-01-08 2026-01-09 2026-02-23 2026-03-09 2026-05-01"
                                + " 2026-05-11 2026-06-12 2026-11-04 2026-12-31")
                .flatMap(days -> Stream.of(days.split(" ")))
                .map(LocalDate::parse)
                .collect(Collectors.toSet());
        var working = Set.of(LocalDate.of(2025, 11, 1));

        for (var day = LocalDate.of(2025, 1, 1); day.isBefore(LocalDate.of(2026, 11, 30)); day = day.plusDays(1)) {
            var expected = day;
            for (int left = 15; left > 0; ) {
                expected = expected.plusDays(1);
                var weekend = expected.getDayOfWeek().getValue() > 5;
                if (working.contains(expected) || (!weekend && !off.contains(expected))) {
                    left--;
                }
            }
            assertThat(rule.from(day, CALENDAR).lastDay()).as("from %s", day).isEqualTo(expected);
        }
    }

    @Test
    void aDeadlineExplainsItself() {
        var deadline =
                rule(15, Counting.WORKING_DAYS, DayOff.NEXT_WORKING_DAY).from(LocalDate.of(2025, 10, 20), CALENDAR);

        assertThat(deadline.explanation())
                .anySatisfy(line -> assertThat(line).contains("15 рабочих дней").contains("Стандарт"))
                .contains(
                        "Считается 01.11.2025: рабочий выходной",
                        "Пропущено 04.11.2025: День народного единства",
                        "Пропущено 25.10.2025: суббота")
                .anySatisfy(line -> assertThat(line).startsWith("Пропущено 03.11.2025: выходной, перенесён с"));
        assertThat(deadline.provisional()).isFalse();
    }

    @Test
    void aDeadlineThatRestsOnAYearWithoutCalendarSaysSo() {
        var deadline =
                rule(30, Counting.CALENDAR_DAYS, DayOff.NEXT_WORKING_DAY).from(LocalDate.of(2026, 12, 8), CALENDAR);

        assertThat(deadline.lastDay()).isEqualTo(LocalDate.of(2027, 1, 11)); // 7 January is Christmas, then a weekend
        assertThat(deadline.provisional()).isTrue();
        assertThat(deadline.explanation())
                .anySatisfy(line -> assertThat(line).contains("2027").contains("ст. 112"));
    }

    @Test
    void aTermOfNoDaysIsRefused() {
        assertThatThrownBy(() -> rule(0, Counting.CALENDAR_DAYS, DayOff.UNCHANGED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static DeadlineRule rule(int days, Counting counting, DayOff dayOff) {
        return new DeadlineRule(days, counting, dayOff, "Стандарт");
    }
}
