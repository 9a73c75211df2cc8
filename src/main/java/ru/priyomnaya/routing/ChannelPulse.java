package ru.priyomnaya.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** When each channel last succeeded, and since when it fails: a silent channel must be visible. */
@Service
public class ChannelPulse {
    private static final int LONGEST_ERROR = 500;

    private static final Duration BEAT = Duration.ofSeconds(20);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<String, Instant> written = new ConcurrentHashMap<>();

    ChannelPulse(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public record Pulse(
            String channel,
            @Nullable Instant lastSuccessAt,
            @Nullable Instant lastFailureAt,
            @Nullable Instant failingSince,
            @Nullable String error) {}

    /** Cheap enough for every poll: written at once after a failure, otherwise every twenty seconds. */
    public void succeeded(String channel) {
        var now = clock.instant();
        var last = written.get(channel);
        if (last != null && last.plus(BEAT).isAfter(now)) {
            return;
        }
        jdbc.sql("""
                        insert into channel_pulse (channel, last_success_at) values (:channel, :now)
                        on conflict (channel) do update set last_success_at = excluded.last_success_at,
                          failing_since = null, error = null
                        """)
                .param("channel", channel)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        written.put(channel, now);
    }

    /** @param error for IT staff; no personal data */
    public void failed(String channel, String error) {
        written.remove(channel);
        jdbc.sql("""
                        insert into channel_pulse (channel, last_failure_at, failing_since, error)
                        values (:channel, :now, :now, :error)
                        on conflict (channel) do update set last_failure_at = excluded.last_failure_at,
                          failing_since = coalesce(channel_pulse.failing_since, excluded.failing_since),
                          error = excluded.error
                        """)
                .param("channel", channel)
                .param("now", OffsetDateTime.now(clock))
                .param("error", error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error)
                .update();
    }

    Optional<String> problemOf(String channel) {
        return all().stream()
                .filter(pulse -> pulse.channel().equals(channel))
                .flatMap(pulse -> Stream.ofNullable(pulse.error()))
                .findFirst();
    }

    public List<Pulse> all() {
        return jdbc.sql("select * from channel_pulse order by channel")
                .query((row, n) -> new Pulse(
                        row.getString("channel"),
                        instant(row.getObject("last_success_at", OffsetDateTime.class)),
                        instant(row.getObject("last_failure_at", OffsetDateTime.class)),
                        instant(row.getObject("failing_since", OffsetDateTime.class)),
                        row.getString("error")))
                .list();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant).orElse(null);
    }
}
