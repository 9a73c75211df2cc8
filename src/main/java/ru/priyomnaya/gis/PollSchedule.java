package ru.priyomnaya.gis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import ru.priyomnaya.gis.GisProperties.Polling;

/** When a result may be asked for, and how long to wait after a failure. A tenth is spread, so that messages do not march in step. */
final class PollSchedule {
    private static final List<Duration> OFFICIAL = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(300),
            Duration.ofSeconds(900),
            Duration.ofSeconds(1800));
    private static final List<Duration> FAST = List.of(
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5));
    private static final List<Duration> OFFICIAL_LOOKS =
            List.of(Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(30));
    private static final List<Duration> FAST_LOOKS =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(4));
    /** Processing may take a day; after that nobody waits. */
    private static final Duration PATIENCE = Duration.ofHours(24);
    /** A reading that hangs is asked again from scratch. */
    private static final Duration OFFICIAL_READ_PATIENCE = Duration.ofHours(2);

    private static final Duration FAST_READ_PATIENCE = Duration.ofSeconds(10);

    private static final int LOOKS_WITHOUT_RESULT = 3;
    private static final int LOOKS_AFTER_RESULT = 2;

    private final boolean fast;

    PollSchedule(Polling polling) {
        this.fast = polling == Polling.FAST;
    }

    /** @param polls how many there were since the Ack */
    Duration untilPoll(int polls) {
        return spread(at(fast ? FAST : OFFICIAL, polls));
    }

    /** @param attempts how many posts have failed */
    Duration untilRetry(int attempts) {
        var first = fast ? Duration.ofMillis(500) : Duration.ofSeconds(10);
        var longest = fast ? Duration.ofSeconds(5) : Duration.ofMinutes(10);
        var doubled = first.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 12));
        return spread(doubled.compareTo(longest) < 0 ? doubled : longest);
    }

    /** @param pause by the table of codes; a stand need not be spared */
    Duration pause(Duration pause) {
        return fast && pause.compareTo(Duration.ofSeconds(1)) > 0 ? Duration.ofSeconds(1) : pause;
    }

    /** Before ГИС ЖКХ is asked what became of a message: it may still be at work on it. */
    Duration untilLook(int looks) {
        return at(fast ? FAST_LOOKS : OFFICIAL_LOOKS, looks);
    }

    /**
     * Whether what ГИС ЖКХ shows now is its last word on a message: it has been looked at often enough, and nothing of it can
     * still lie in its queue.
     *
     * @param looks fresh ones
     */
    boolean isDecided(Exchange exchange, int looks, Instant now) {
        return exchange.resultSha256() == null
                ? looks >= LOOKS_WITHOUT_RESULT && isTooLate(exchange, now)
                : looks >= LOOKS_AFTER_RESULT;
    }

    boolean isTooLate(Exchange exchange, Instant now) {
        var since = Stream.of(exchange.ackedAt(), exchange.doubtAt())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(exchange.createdAt());
        var patience = !exchange.operation().reads()
                ? (fast ? Duration.ofSeconds(10) : PATIENCE)
                : fast ? FAST_READ_PATIENCE : OFFICIAL_READ_PATIENCE;
        return now.isAfter(since.plus(patience));
    }

    private static Duration at(List<Duration> list, int index) {
        return list.get(Math.min(Math.max(index, 0), list.size() - 1));
    }

    private static Duration spread(Duration duration) {
        return duration.plusMillis(
                (long) (duration.toMillis() * ThreadLocalRandom.current().nextDouble(0.1)));
    }
}
