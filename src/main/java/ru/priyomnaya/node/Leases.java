package ru.priyomnaya.node;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import ru.priyomnaya.storage.Home;

/**
 * What only one gateway of several does. A lease is held while its holder lives and keeps asking; one that dies is relieved after
 * {@link #LENGTH} by the database's clock. It saves work and connections, it does not guard: whoever relies on it stays right when
 * two hold it for a moment, as after a long pause of the process.
 */
@Service
public class Leases {
    /** Until a dead holder is relieved, at most. */
    public static final Duration LENGTH = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(Leases.class);
    /** Who has not asked for that many of its periods has stopped asking. */
    private static final int PERIODS = 3;

    private final JdbcClient jdbc;
    private final String node;
    private final Map<String, Wish> wishes = new ConcurrentHashMap<>();

    Leases(JdbcClient jdbc, Home home) {
        this.jdbc = jdbc;
        this.node = home.node();
    }

    /** @param every how often it is asked for */
    private record Wish(Duration every, long askedAt, boolean held) {
        boolean isAlive() {
            return Duration.ofNanos(System.nanoTime() - askedAt)
                            .compareTo(every.multipliedBy(PERIODS).plus(LENGTH))
                    < 0;
        }
    }

    public record Lease(String name, String node, Instant heldSince, Instant until) {}

    /**
     * Whether this gateway may do it now; takes it when nobody else holds it.
     *
     * @param every how often the caller asks
     */
    public boolean hold(String name, Duration every) {
        var held = take(name);
        var before = wishes.put(name, new Wish(every, System.nanoTime(), held));
        if (held && (before == null || !before.held())) {
            log.info("Этот узел ведёт: {}", name);
        } else if (!held && before != null && before.held()) {
            log.info("Другой узел ведёт: {}", name);
        }
        return held;
    }

    private boolean take(String name) {
        return jdbc.sql("""
                        insert into lease (name, node, held_since, until)
                        values (:name, :node, now(), now() + make_interval(secs => :seconds))
                        on conflict (name) do update set node = excluded.node, until = excluded.until,
                          held_since = case when lease.node = excluded.node then lease.held_since else now() end
                        where lease.node = excluded.node or lease.until < now()
                        """)
                        .param("name", name)
                        .param("node", node)
                        .param("seconds", LENGTH.toSeconds())
                        .update()
                == 1;
    }

    /** Keeps what this gateway holds and still asks for. */
    void renew() {
        wishes.forEach((name, wish) -> {
            if (wish.held() && wish.isAlive()) {
                take(name);
            }
        });
    }

    /** Others need not wait. */
    void release() {
        wishes.clear();
        jdbc.sql("delete from lease where node = :node").param("node", node).update();
    }

    public List<Lease> all() {
        return jdbc.sql("select * from lease where until > now() order by name")
                .query((row, n) -> new Lease(
                        row.getString("name"),
                        row.getString("node"),
                        row.getObject("held_since", OffsetDateTime.class).toInstant(),
                        row.getObject("until", OffsetDateTime.class).toInstant()))
                .list();
    }
}
