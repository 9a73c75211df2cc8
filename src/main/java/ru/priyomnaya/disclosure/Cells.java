package ru.priyomnaya.disclosure;

import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Ground;
import ru.priyomnaya.appeal.LatenessReason;
import ru.priyomnaya.appeal.Outcome;
import ru.priyomnaya.rating.Rating;

/** What the database has counted: the smallest groups, of which every figure is a sum. */
record Cells(List<Came> came, List<Came> cameBefore, List<Ended> ended, List<Served> served, List<Marked> marked) {
    /**
     * @param department null for appeals of none, as {@code topic} is for appeals without one
     * @param repeated of these, and {@code collective}; not counted before
     */
    record Came(
            @Nullable UUID department,
            AppealKind kind,
            @Nullable UUID topic,
            Channel channel,
            long count,
            long repeated,
            long collective) {}

    /**
     * @param ended how it ended without an answer; of the outcome ENDED alone
     * @param executor who is late, and {@code reason} why; of late and overdue ones alone
     * @param days by which they are late, together
     * @param mostDays by which one of them is late
     */
    record Ended(
            @Nullable UUID department,
            Outcome outcome,
            @Nullable AppealStatus ended,
            @Nullable Ground ground,
            boolean extended,
            @Nullable UUID executor,
            @Nullable LatenessReason reason,
            long count,
            long days,
            long mostDays) {
        boolean isLate() {
            return outcome == Outcome.LATE || outcome == Outcome.OVERDUE;
        }
    }

    /** Visits and calls of a month with a time on record. */
    record Served(
            @Nullable UUID department,
            YearMonth month,
            Channel channel,
            long records,
            long waited,
            long waitingSeconds,
            long served,
            long serviceSeconds) {}

    record Marked(
            @Nullable UUID department,
            Rating.Source source,
            @Nullable Integer mark,
            long count) {}
}
