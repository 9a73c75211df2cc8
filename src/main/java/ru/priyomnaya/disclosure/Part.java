package ru.priyomnaya.disclosure;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Ground;
import ru.priyomnaya.appeal.LatenessReason;
import ru.priyomnaya.appeal.Outcome;
import ru.priyomnaya.appeal.ServiceForm;

/**
 * The figures of the whole organisation or of one department, over the appeals registered in the period, as they stand today.
 * Every constant of an enum is there, zeros too.
 *
 * @param department null for the whole, and for what belongs to no department
 * @param name of the department; null for the whole
 * @param head of the department, short name
 * @param topics most frequent first
 * @param ended without an answer, by how
 * @param grounds of those not considered, as far as one is on record
 * @param repeated linked by a person to an earlier appeal as its repeat
 * @param collective linked by a person as one of many
 */
record Part(
        @Nullable UUID department,
        @Nullable String name,
        @Nullable String head,
        Counted total,
        Map<AppealKind, Counted> kinds,
        List<OfTopic> topics,
        Map<ServiceForm, Counted> forms,
        Map<Channel, Counted> channels,
        Map<Outcome, Long> outcomes,
        Ways ended,
        Map<Ground, Long> grounds,
        long extended,
        long repeated,
        long collective,
        Late late,
        List<Served> served,
        Marks marks) {
    /** Answered not later than on the day that governs. */
    public long inTime() {
        return outcomes.getOrDefault(Outcome.IN_TIME, 0L);
    }

    /** @param id null, and {@code name} too, for appeals without a topic */
    record OfTopic(@Nullable UUID id, @Nullable String name, Counted counted) {}

    /** Of the outcome ENDED. */
    record Ways(long declined, long redirected, long withdrawn, long joined) {}

    /**
     * Answered after the day that governs, or open after it.
     *
     * @param days calendar days by which they are late, together
     * @param mostDays by which one of them is late
     */
    record Late(
            long answered,
            long open,
            long days,
            long mostDays,
            Map<LatenessReason, OfReason> reasons,
            List<OfExecutor> executors) {}

    record OfReason(long answered, long open) {}

    /**
     * @param id null, and {@code name} too, for appeals that nobody is responsible for
     * @param explained of them, with a reason on record
     */
    record OfExecutor(
            @Nullable UUID id,
            @Nullable String name,
            long answered,
            long open,
            long days,
            long mostDays,
            long explained) {}

    /**
     * Visits, or calls and what else came from afar, with a time on record. Means in whole seconds, halves up; null of nothing.
     *
     * @param records with a waiting or a service time
     */
    record Served(
            YearMonth month,
            boolean inPerson,
            long records,
            @Nullable Long meanWaitingSeconds,
            @Nullable Long meanServiceSeconds) {}

    /**
     * @param marks that applicants gave by link, 1 to 5
     * @param mean of them, two digits after the point; null when there is none
     * @param gis marks in words, from ГИС ЖКХ
     */
    record Marks(Map<Integer, Long> marks, @Nullable BigDecimal mean, long gis) {
        public long count() {
            return marks.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
