package ru.priyomnaya.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.report.ArrivalChart.Column;
import ru.priyomnaya.report.Figures.Day;

/** What the drawings of the dashboard say. */
class ChartTests {
    private static ArrivalChart chart(String from, String until, Day... days) {
        return ArrivalChart.of(new Figures(
                LocalDate.parse(from),
                LocalDate.parse(until),
                null,
                0,
                null,
                List.of(days),
                Map.of(),
                Map.of(),
                List.of()));
    }

    private static Day day(String day, Map<Channel, Long> channels) {
        return new Day(LocalDate.parse(day), 0, channels);
    }

    @ParameterizedTest(name = "{0} – {1}: {2}, {3} columns up to {4}")
    @CsvSource({
        "2026-11-24, 2026-11-24, DAY,     1, 24.11.2026",
        "2026-08-17, 2026-11-24, DAY,   100, 24.11.2026",
        "2026-08-16, 2026-11-24, WEEK,   16, 23.11–24.11.2026", // 16 August is a Sunday: a week of one day
        "2024-11-24, 2026-11-24, WEEK,  106, 23.11–24.11.2026",
        "2024-01-15, 2026-11-24, MONTH,  35, ноябрь 2026",
    })
    void aColumnIsAsShortATimeAsCanBeSeen(String from, String until, ChartStep step, int columns, String last) {
        var chart = chart(from, until);

        assertThat(chart.step()).isEqualTo(step);
        assertThat(chart.columns()).hasSize(columns);
        assertThat(chart.columns().get(columns - 1).name()).isEqualTo(last);
        assertThat(chart.ticks()).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void partsStandOnOneAnotherUpToARoundTop() {
        var chart = chart(
                "2026-11-23",
                "2026-11-24",
                day("2026-11-23", Map.of(Channel.EMAIL, 3L, Channel.POST, 9L)),
                day("2026-11-24", Map.of(Channel.EMAIL, 1L)));

        assertThat(chart.top()).isEqualTo(20);
        assertThat(chart.channels()).containsExactlyInAnyOrderEntriesOf(Map.of(Channel.EMAIL, 4L, Channel.POST, 9L));
        assertThat(chart.columns()).extracting(Column::total).containsExactly(12L, 1L);
        var parts = chart.columns().get(0).parts();
        assertThat(parts).extracting(ArrivalChart.Part::y).containsExactly("85.00%", "40.00%");
        assertThat(parts).extracting(ArrivalChart.Part::height).containsExactly("15.00%", "45.00%");
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "0, 0, —",
        "0, 7, 0 %",
        "1, 3, 33 %",
        "1, 1000, меньше 1 %",
        "999, 1000, 99 %",
        "1000, 1000, 100 %",
    })
    void aShareIsAllOnlyWhenItIsAll(long count, long of, String share) {
        assertThat(Bar.share(count, of)).isEqualTo(share);
    }

    @ParameterizedTest(name = "{0} days: {1}")
    @CsvSource({
        "0, DAYS_0_1",
        "1, DAYS_0_1",
        "2, DAYS_2_3",
        "7, DAYS_4_7",
        "8, DAYS_8_15",
        "30, DAYS_16_30",
        "31, LONGER"
    })
    void aStepOfAnswerTimeHoldsBothItsEnds(int days, AnswerTime step) {
        assertThat(AnswerTime.of(days)).isEqualTo(step);
    }
}
