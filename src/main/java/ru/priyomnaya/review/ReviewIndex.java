package ru.priyomnaya.review;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.AppealEvent.AppealRegistered;
import ru.priyomnaya.appeal.AppealEvent.ApplicantCorrected;
import ru.priyomnaya.appeal.AppealEvent.ApplicantRewritten;
import ru.priyomnaya.appeal.AppealEvent.TextReread;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.Applicant;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.review.Likeness.Reviewed;

/** Under what marks and sketch each appeal is found again; written when its registration is done, and again when a person has put
 * right who asks or what the letter says. */
@Component
class ReviewIndex implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(ReviewIndex.class);
    private static final int PORTION = 500;
    private static final int TOGETHER = 50;
    private static final int MOST_CANDIDATES = 2_000;
    private static final Duration PERIOD = Duration.ofDays(30);

    private final JdbcTemplate jdbc;
    private final Appeals appeals;
    private final Organizations organizations;
    private final TransactionTemplate transaction;
    private final Queue<UUID> waiting = new ConcurrentLinkedQueue<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "review-index");
        thread.setDaemon(true);
        return thread;
    });

    ReviewIndex(
            JdbcTemplate jdbc, Appeals appeals, Organizations organizations, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.appeals = appeals;
        this.organizations = organizations;
        this.transaction = new TransactionTemplate(transactions);
    }

    Reviewed reviewed(Appeal appeal) {
        return reviewed(appeal.applicant(), appeal.origin().replyTo(), appeal.text());
    }

    Reviewed reviewed(Applicant applicant, @Nullable String replyTo, String text) {
        return new Reviewed(applicant(applicant, replyTo, text), TextSketch.of(text));
    }

    ApplicantTraits applicant(Appeal appeal) {
        return applicant(appeal.applicant(), appeal.origin().replyTo(), appeal.text());
    }

    private ApplicantTraits applicant(Applicant applicant, @Nullable String replyTo, String text) {
        var office = organizations.first();
        return ApplicantTraits.of(applicant, replyTo, text)
                .without(ApplicantTraits.marks(office.email(), office.phone()));
    }

    /**
     * After the registration and beside it: nothing that a text may do here can hold it up, and no connection is asked for while
     * another is still held.
     */
    @TransactionalEventListener
    void on(AppealRegistered registered) {
        keepSoon(registered.appealId());
    }

    @TransactionalEventListener
    void on(ApplicantCorrected corrected) {
        keepSoon(corrected.appealId());
    }

    @TransactionalEventListener
    void on(ApplicantRewritten rewritten) {
        keepSoon(rewritten.appealId());
    }

    @TransactionalEventListener
    void on(TextReread reread) {
        keepSoon(reread.appealId());
    }

    private void keepSoon(UUID appeal) {
        waiting.add(appeal);
        writer.execute(this::keepWaiting);
    }

    /** What has come together meanwhile, in one transaction; one by one when that fails. */
    private void keepWaiting() {
        var ids = new ArrayList<UUID>();
        for (var id = waiting.poll(); id != null; id = ids.size() < TOGETHER ? waiting.poll() : null) {
            ids.add(id);
        }
        if (ids.isEmpty()) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> ids.forEach(this::keepNow));
        } catch (RuntimeException | StackOverflowError oneOfThem) {
            ids.forEach(this::keep);
        }
    }

    private void keepNow(UUID id) {
        var appeal = appeals.get(id);
        keep(id, appeal.receivedAt(), reviewed(appeal));
    }

    /** What was not written is found missing at the next start. */
    @Override
    public void destroy() {
        writer.shutdownNow();
    }

    private void keep(UUID id) {
        try {
            transaction.executeWithoutResult(status -> keepNow(id));
        } catch (RuntimeException
                | StackOverflowError e) { // the appeal is registered; without its line it is only not found
            log.error(
                    "Обращение {} не попало в указатель похожих: {}",
                    id,
                    e.getClass().getName());
        }
    }

    void keep(UUID appeal, Instant at, Reviewed reviewed) {
        jdbc.update(
                """
                insert into appeal_match (appeal_id, at, keys, bands) values (?, ?, ?, ?)
                on conflict (appeal_id) do update set keys = excluded.keys, bands = excluded.bands
                """,
                appeal,
                at(at),
                reviewed.applicant().keys().toArray(String[]::new),
                reviewed.text().bands(period(at)));
    }

    private static long period(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), PERIOD.toSeconds());
    }

    /** Appeals that are not in the index: from before there was one, or after a crash. Beside the work, once a start. */
    @EventListener(ApplicationReadyEvent.class)
    void fill() {
        writer.execute(this::fillMissing);
    }

    private void fillMissing() {
        try {
            var last = new UUID(0, 0);
            for (var missing = missing(last); !missing.isEmpty(); missing = missing(last)) {
                missing.forEach(this::keep);
                last = missing.get(missing.size() - 1);
                log.info("В указатель похожих обращений добавлено {}", missing.size());
            }
        } catch (RuntimeException e) { // the program may be stopping; the next start goes on
            log.warn("Указатель похожих обращений не дополнен: {}", e.getClass().getName());
        }
    }

    private List<UUID> missing(UUID after) {
        return jdbc.queryForList("""
                select a.id from appeal a where a.id > ? and not exists (select 1 from appeal_match m where m.appeal_id = a.id)
                order by a.id limit ?
                """, UUID.class, after, PORTION);
    }

    /** The newest other appeals that share a mark of the applicant. */
    List<UUID> byApplicant(UUID appeal, Reviewed reviewed, int most) {
        return jdbc.queryForList(
                "select appeal_id from appeal_match where keys && ?::text[] and appeal_id <> ? order by at desc limit ?",
                UUID.class,
                reviewed.applicant().keys().toArray(String[]::new),
                appeal,
                most);
    }

    /** Other appeals within the window whose text may be like this one, the likeliest first. */
    List<UUID> byText(UUID appeal, Instant at, Reviewed reviewed, Duration window, int most) {
        record Found(UUID appeal, long shared) {}
        var bands = reviewed.text().bands(period(at.minus(window)), period(at.plus(window)));
        return jdbc
                .query(
                        """
                        select appeal_id, bands from appeal_match
                        where bands && ?::int4[] and at between ? and ? and appeal_id <> ? limit ?
                        """,
                        (row, n) -> new Found(row.getObject(1, UUID.class), TextSketch.sharedBands(bands, (Integer[])
                                row.getArray(2).getArray())),
                        bands,
                        at(at.minus(window)),
                        at(at.plus(window)),
                        appeal,
                        MOST_CANDIDATES)
                .stream()
                .sorted(Comparator.comparingLong(Found::shared).reversed())
                .limit(most)
                .map(Found::appeal)
                .toList();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
