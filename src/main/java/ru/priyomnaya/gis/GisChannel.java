package ru.priyomnaya.gis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.signing.SigningFailure;
import ru.priyomnaya.storage.Home;

/** The state of the channel as a whole: which gateway works it, whether it was stopped and why, when it last asked. */
@Service
public class GisChannel {
    private static final Logger log = LoggerFactory.getLogger(GisChannel.class);
    /** Longer than the longest call; a gateway that died is relieved after that, one that restarts goes on at once. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Home home;
    private final Organizations organizations;
    private final ChannelPulse pulse;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    GisChannel(
            JdbcClient jdbc,
            Home home,
            Organizations organizations,
            ChannelPulse pulse,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.home = home;
        this.organizations = organizations;
        this.pulse = pulse;
        this.events = events;
        this.clock = clock;
    }

    /** @param code of ГИС ЖКХ for which the queue was stopped */
    public record Stop(String code, String reason, Instant at) {}

    UUID organization() {
        return organizations.first().id();
    }

    /** Whether this gateway may work the channel now; holds it for some minutes. */
    boolean hold() {
        var organization = organization();
        var now = clock.instant();
        jdbc.sql("insert into gis_channel (organization_id) values (:organization) on conflict do nothing")
                .param("organization", organization)
                .update();
        return jdbc.sql("""
                        update gis_channel set holder = :node, held_until = :until
                        where organization_id = :organization and (holder is null or holder = :node or held_until < :now)
                        """)
                        .param("node", home.node())
                        .param("until", at(now.plus(LEASE)))
                        .param("organization", organization)
                        .param("now", at(now))
                        .update()
                == 1;
    }

    /** The queue stands until a person resumes it: hammering would not help. */
    @Transactional
    public void stop(String code, String reason) {
        var stopped = jdbc.sql("""
                        update gis_channel set stopped_code = :code, stopped_reason = :reason, stopped_at = :now
                        where organization_id = :organization and stopped_at is null
                        """)
                .param("code", code)
                .param("reason", reason)
                .param("now", at(clock.instant()))
                .param("organization", organization())
                .update();
        if (stopped > 0) {
            log.error("Обмен с ГИС ЖКХ остановлен: {} {}", code, reason);
            events.publishEvent(new GisEvent.GisStopped(code, reason));
        }
    }

    /** A key that fails stops the channel; a signing service that is away for a while does not. */
    void unsigned(SigningFailure e) {
        log.error("Сообщение не подписано: {} {}", e.code(), e.getMessage());
        if (e.isPassing()) {
            pulse.failed(GisCollect.CHANNEL, e.code() + ": " + e.getMessage());
        } else {
            stop(e.code(), String.valueOf(e.getMessage()));
        }
    }

    @PreAuthorize("hasRole('IT')")
    @Transactional
    public void resume() {
        var resumed = jdbc.sql("""
                        update gis_channel set stopped_code = null, stopped_reason = null, stopped_at = null
                        where organization_id = :organization and stopped_at is not null
                        """).param("organization", organization()).update();
        if (resumed > 0) {
            events.publishEvent(new GisEvent.GisResumed());
        }
    }

    public Optional<Stop> stopped() {
        return jdbc.sql("""
                        select stopped_code, stopped_reason, stopped_at from gis_channel
                        where organization_id = :organization and stopped_at is not null
                        """)
                .param("organization", organization())
                .query((row, n) -> new Stop(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** What is asked for regularly. */
    enum Regular {
        WINDOW("windowed_at"),
        REFRESH("refreshed_at"),
        ORGANIZATIONS("organizations_at"),
        TOPICS("topics_at");

        private final String column;

        Regular(String column) {
            this.column = column;
        }
    }

    /** Takes the turn when it is due: at most once per period, whoever asks. */
    boolean isDue(Regular what, Duration period) {
        var now = clock.instant();
        return jdbc.sql("""
                        update gis_channel set %1$s = :now
                        where organization_id = :organization and (%1$s is null or %1$s <= :before)
                        """.formatted(what.column))
                        .param("now", at(now))
                        .param("organization", organization())
                        .param("before", at(now.minus(period)))
                        .update()
                == 1;
    }

    void noteSkew(Duration skew) {
        jdbc.sql("""
                        update gis_channel set clock_skew_ms = :skew
                        where organization_id = :organization and coalesce(abs(clock_skew_ms - :skew), 10000) >= 2000
                        """)
                .param("skew", skew.toMillis())
                .param("organization", organization())
                .update();
    }

    /** Milliseconds by which our clock is ahead of ГИС ЖКХ, as last seen. */
    public Optional<Long> clockSkew() {
        return jdbc.sql("select clock_skew_ms from gis_channel where organization_id = :organization")
                .param("organization", organization())
                .query((row, n) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .optional()
                .flatMap(found -> found);
    }

    static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
