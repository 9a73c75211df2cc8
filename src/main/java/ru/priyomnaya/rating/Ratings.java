package ru.priyomnaya.rating;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.appeal.AppealEvent;
import ru.priyomnaya.rating.Rating.Source;

/** Takes marks and shows them. Who may give one is the channel's business. */
@Service
public class Ratings {
    private static final int LONGEST_COMMENT = 2_000;
    private static final List<String> WORDS = List.of("Очень плохо", "Плохо", "Терпимо", "Хорошо", "Отлично");

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Ratings(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** An applicant has given a mark, or changed it. */
    public record AnswerRated(
            UUID appealId, Source source, @Nullable Integer mark) implements AppealEvent {}

    /**
     * The latest mark counts.
     *
     * @param mark 1 to 5
     * @param comment cut after 2 000 characters
     * @throws IllegalArgumentException for another mark
     */
    @Transactional
    public void give(UUID appealId, int mark, @Nullable String comment) {
        if (mark < 1 || mark > WORDS.size()) {
            throw new IllegalArgumentException("Оценка — от 1 до 5");
        }
        keep(appealId, Source.APPLICANT, mark, WORDS.get(mark - 1), comment, clock.instant());
    }

    /** As ГИС ЖКХ says it. The same again changes nothing. */
    @Transactional
    public void fromGis(UUID appealId, String words, @Nullable String comment) {
        keep(appealId, Source.GIS, null, words, comment, clock.instant());
    }

    private void keep(
            UUID appealId, Source source, @Nullable Integer mark, String words, @Nullable String comment, Instant at) {
        var said = comment == null || comment.isBlank() ? null : comment.strip().replace('\0', ' ');
        var changed = jdbc.sql("""
                        insert into rating (appeal_id, source, mark, words, comment, at)
                        values (:appeal, :source, :mark, :words, :comment, :at)
                        on conflict (appeal_id, source) do update set mark = excluded.mark, words = excluded.words,
                          comment = coalesce(excluded.comment, rating.comment), at = excluded.at
                        where (rating.mark, rating.words, rating.comment)
                          is distinct from (excluded.mark, excluded.words, coalesce(excluded.comment, rating.comment))
                        """)
                .param("appeal", appealId)
                .param("source", source.name())
                .param("mark", mark)
                .param("words", words)
                .param("comment", said == null ? null : said.substring(0, Math.min(said.length(), LONGEST_COMMENT)))
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
        if (changed > 0) {
            events.publishEvent(new AnswerRated(appealId, source, mark));
        }
    }

    public List<Rating> of(UUID appealId) {
        return jdbc.sql("select source, mark, words, comment, at from rating where appeal_id = :appeal order by at")
                .param("appeal", appealId)
                .query((row, n) -> new Rating(
                        Source.valueOf(row.getString(1)),
                        row.getObject(2, Integer.class),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Words for the marks 1 to 5. */
    public static List<String> words() {
        return WORDS;
    }
}
