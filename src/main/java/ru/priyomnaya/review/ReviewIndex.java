package ru.priyomnaya.review;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.AppealEvent.AppealRegistered;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.review.Likeness.Reviewed;

/** Under what marks and sketch each appeal is found again; written with its registration. */
@Component
class ReviewIndex implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(ReviewIndex.class);
    private static final int PORTION = 500;
    private static final int MOST_CANDIDATES = 2_000;

    private final JdbcTemplate jdbc;
    private final Appeals appeals;

    ReviewIndex(JdbcTemplate jdbc, Appeals appeals) {
        this.jdbc = jdbc;
        this.appeals = appeals;
    }

    static Reviewed reviewed(Appeal appeal) {
        return new Reviewed(
                ApplicantTraits.of(appeal.applicant(), appeal.origin().replyTo(), appeal.text()),
                TextSketch.of(appeal.text()));
    }

    @EventListener
    void on(AppealRegistered registered) {
        keep(appeals.get(registered.appealId()));
    }

    private void keep(Appeal appeal) {
        keep(appeal.id(), appeal.receivedAt(), reviewed(appeal));
    }

    void keep(UUID appeal, Instant at, Reviewed reviewed) {
        jdbc.update(
                "insert into appeal_match (appeal_id, at, keys, bands) values (?, ?, ?, ?) on conflict do nothing",
                appeal,
                at(at),
                reviewed.applicant().keys().toArray(String[]::new),
                reviewed.text().bands());
    }

    /** Appeals registered before there was an index. Once: afterwards there are none. */
    @Override
    public void run(ApplicationArguments args) {
        for (var missing = missing(); !missing.isEmpty(); missing = missing()) {
            missing.forEach(id -> keep(appeals.get(id)));
            log.info("В указатель похожих обращений добавлено {}", missing.size());
        }
    }

    private List<UUID> missing() {
        return jdbc.queryForList("""
                select a.id from appeal a where not exists (select 1 from appeal_match m where m.appeal_id = a.id)
                order by a.id limit ?
                """, UUID.class, PORTION);
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
        var bands = reviewed.text().bands();
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
