package ru.priyomnaya.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Outcome;

/**
 * The figures of the dashboard [сводка], as the API gives them; all are over the appeals registered in the period.
 *
 * @param from first day, in the organisation's zone
 * @param until last day
 * @param department whose appeals alone are counted; null for all
 * @param medianDays half of those answered were answered in so many calendar days or fewer; null when none is
 * @param days those on which something was registered, in order
 * @param answerTime appeals answered by us, by calendar days from registration to sending
 * @param outcomes every outcome, zeros too; together they are the total
 * @param topics most frequent first
 */
record Figures(
        LocalDate from,
        LocalDate until,
        @Nullable UUID department,
        long total,
        @Nullable Integer medianDays,
        List<Day> days,
        Map<AnswerTime, Long> answerTime,
        Map<Outcome, Long> outcomes,
        List<OfTopic> topics) {

    record Day(LocalDate day, long total, Map<Channel, Long> channels) {}

    /** @param id null, and {@code name} too, for appeals without a topic */
    record OfTopic(@Nullable UUID id, @Nullable String name, long total, Map<Outcome, Long> outcomes) {}

    long of(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }
}
