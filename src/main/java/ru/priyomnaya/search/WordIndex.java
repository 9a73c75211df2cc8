package ru.priyomnaya.search;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;

/** Brings the words of changed appeals up to date. What waits and its words change in one transaction: dying loses nothing. */
@RouteBean(
        value = "searchIndex",
        does = "вносит в поиск слова новых и изменённых обращений",
        gives = "сколько изменений внесено")
class WordIndex {
    private static final Logger log = LoggerFactory.getLogger(WordIndex.class);
    private static final String PULSE = "search-index";
    private static final int PORTION = 200;
    static final long LOCK = 0x5ea6c4; // one gateway at a time, or an older reading could overwrite a newer one

    private final JdbcClient jdbc;
    private final AppealWords words;
    private final ChannelPulse pulse;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WordIndex(
            JdbcClient jdbc,
            AppealWords words,
            ChannelPulse pulse,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.words = words;
        this.pulse = pulse;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    private record Waiting(long id, UUID appeal) {}

    /** Returns how many changes were taken over; 0 when none wait or another gateway is at it. */
    public int next() {
        int taken;
        try {
            taken = portion(PORTION);
        } catch (RuntimeException oneOfThem) {
            taken = oneByOne();
        }
        var stuck = stuck();
        if (stuck == 0) {
            pulse.succeeded(PULSE);
        } else {
            pulse.failed(PULSE, "Не попадают в поиск: %d, причины в search_waiting".formatted(stuck));
        }
        return taken;
    }

    private int portion(int most) {
        return orZero(transaction.execute(status -> {
            var waiting = lock() ? waiting(most) : List.<Waiting>of();
            if (!waiting.isEmpty()) {
                words.write(waiting.stream().map(Waiting::appeal).distinct().toList());
                jdbc.sql("delete from search_waiting where id in (:ids)")
                        .param("ids", waiting.stream().map(Waiting::id).toList())
                        .update();
            }
            return waiting.size();
        }));
    }

    /** The one that fails waits longer each time; the others behind it do not. */
    private int oneByOne() {
        for (var one : waiting(PORTION)) {
            try {
                transaction.executeWithoutResult(status -> {
                    if (lock()) {
                        words.write(List.of(one.appeal()));
                        jdbc.sql("delete from search_waiting where id = :id")
                                .param("id", one.id())
                                .update();
                    }
                });
            } catch (RuntimeException e) {
                log.error(
                        "Обращение {} не попало в поиск: {}",
                        one.appeal(),
                        e.getClass().getName());
                jdbc.sql("""
                                update search_waiting set attempts = attempts + 1, error = :error,
                                  next_attempt_at = :now::timestamptz + least(attempts + 1, 60) * interval '1 minute'
                                where id = :id
                                """)
                        .param("error", e.getClass().getName())
                        .param("now", OffsetDateTime.now(clock))
                        .param("id", one.id())
                        .update();
            }
        }
        return 0; // no hurry after a failure
    }

    private int stuck() {
        return jdbc.sql("select count(*) from search_waiting where attempts > 0")
                .query(Integer.class)
                .single();
    }

    private boolean lock() {
        return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query(Boolean.class)
                .single();
    }

    private List<Waiting> waiting(int most) {
        return jdbc.sql("""
                        select id, appeal_id from search_waiting
                        where next_attempt_at is null or next_attempt_at <= :now order by id limit :most
                        """)
                .param("now", OffsetDateTime.now(clock))
                .param("most", most)
                .query((row, n) -> new Waiting(row.getLong(1), row.getObject(2, UUID.class)))
                .list();
    }

    private static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
