package ru.priyomnaya.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
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
        "2026-02-10, 1,  MONTHS,        2026-03-10",
        "2026-01-31, 1,  MONTHS,        2026-03-02", // 28 February 2026 is a Saturday
        "2024-01-31, 1,  MONTHS,        2024-02-29", // no 31st: the last day of the month (ГК РФ, ст. 192)
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
        return new DeadlineRule(days, counting, StartingDay.REGISTRATION, dayOff, "Стандарт");
    }
}
