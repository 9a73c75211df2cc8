package ru.priyomnaya.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import ru.priyomnaya.storage.Home;

/** The gateways on this database. Each says every five seconds that it lives; one that stops in order takes its name away. */
@Service
public class Nodes implements SmartLifecycle {
    static final Duration GONE = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(Nodes.class);
    private static final Duration BEAT = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final Leases leases;
    private final String node;
    private final Instant startedAt;
    private @Nullable ScheduledExecutorService clockwork;
    private @Nullable ScheduledFuture<?> ticking;

    Nodes(JdbcClient jdbc, Leases leases, Home home, Clock clock) {
        this.jdbc = jdbc;
        this.leases = leases;
        this.node = home.node();
        this.startedAt = clock.instant();
    }

    /**
     * @param name of the machine
     * @param alive it was heard of in the last minute
     */
    public record Node(String id, String name, String version, Instant startedAt, Instant seenAt, boolean alive) {}

    /** This gateway's. */
    public String id() {
        return node;
    }

    public List<Node> all() {
        return jdbc.sql("select *, seen_at > now() - make_interval(secs => :gone) as alive from node order by name, id")
                .param("gone", GONE.toSeconds())
                .query((row, n) -> new Node(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("version"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("alive")))
                .list();
    }

    /**
     * Strikes off a gateway that will not come back.
     *
     * @throws IllegalStateException when it lives
     */
    @PreAuthorize("hasRole('IT')")
    public void forget(String id) {
        var gone = jdbc.sql("delete from node where id = :id and seen_at <= now() - make_interval(secs => :gone)")
                .param("id", id)
                .param("gone", GONE.toSeconds())
                .update();
        if (gone == 0) {
            throw new IllegalStateException("Этот узел работает: остановите его сначала");
        }
    }

    private void beat() {
        try {
            jdbc.sql("""
                            insert into node (id, name, version, started_at, seen_at)
                            values (:id, :name, :version, :started, now())
                            on conflict (id) do update set name = excluded.name, version = excluded.version,
                              started_at = excluded.started_at, seen_at = excluded.seen_at
                            """)
                    .param("id", node)
                    .param("name", machine())
                    .param("version", version())
                    .param("started", startedAt.atOffset(ZoneOffset.UTC))
                    .update();
            leases.renew();
        } catch (RuntimeException databaseIsDown) { // or the clockwork would stop
            log.debug("Узел не отметился: {}", databaseIsDown.getClass().getSimpleName());
        }
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    /** Of the program; «сборка» when it runs from classes. */
    public static String version() {
        return Optional.ofNullable(Nodes.class.getPackage().getImplementationVersion())
                .orElse("сборка");
    }

    @Override
    public void start() {
        beat();
        clockwork = Executors.newSingleThreadScheduledExecutor(work -> {
            var worker = new Thread(work, "node-beat");
            worker.setDaemon(true);
            return worker;
        });
        ticking = clockwork.scheduleWithFixedDelay(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** As one that dies. */
    void silence() {
        Objects.requireNonNull(ticking).cancel(true);
        Objects.requireNonNull(clockwork).shutdownNow();
        clockwork = null;
    }

    @Override
    public void stop() {
        silence();
        try {
            leases.release();
            jdbc.sql("delete from node where id = :id").param("id", node).update();
        } catch (RuntimeException databaseIsDown) {
            log.debug("Узел не снялся: {}", databaseIsDown.getClass().getSimpleName());
        }
    }

    @Override
    public boolean isRunning() {
        return clockwork != null;
    }

    /** Before the routes begin, after they have ended. */
    @Override
    public int getPhase() {
        return 0;
    }
}
