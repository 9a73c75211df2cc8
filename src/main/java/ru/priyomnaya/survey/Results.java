package ru.priyomnaya.survey;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.survey.Questionnaire.Kind;

/** What the surveys say, in SQL: by month and by question, and the words page by page. */
@Service
class Results {
    static final String READERS = "hasAnyRole('REGISTRAR', 'DIRECTOR', 'SIGNER', 'AUDITOR')";
    private static final String BOUNDS = """
             >= cast(:from as timestamp) at time zone :zone and %1$s < cast(:after as timestamp) at time zone :zone
            """;

    private final JdbcClient jdbc;
    private final Organizations organizations;

    Results(JdbcClient jdbc, Organizations organizations) {
        this.jdbc = jdbc;
        this.organizations = organizations;
    }

    /**
     * @param asked appeals whose applicant was asked in the month
     * @param answered those of them that were answered, whenever
     * @param paper forms entered in the month
     * @param mean of all marks given in the month, two digits after the point; null when there is none
     */
    record Month(
            YearMonth month,
            long asked,
            long answered,
            long paper,
            @Nullable BigDecimal mean) {}

    /** @param count how often it was marked in the period, and {@code mean} the mean of the marks */
    record OfQuestion(
            int edition,
            int position,
            String text,
            long count,
            @Nullable BigDecimal mean) {}

    /** @param questions of editions that were answered, or are in force, newest edition first */
    record Summary(LocalDate from, LocalDate until, List<Month> months, List<OfQuestion> questions) {
        public long asked() {
            return months.stream().mapToLong(Month::asked).sum();
        }

        public long answered() {
            return months.stream().mapToLong(Month::answered).sum();
        }

        public long paper() {
            return months.stream().mapToLong(Month::paper).sum();
        }
    }

    /** @throws IllegalArgumentException when the days are no period of ten years or less */
    @PreAuthorize(READERS)
    @Transactional(readOnly = true)
    public Summary of(LocalDate from, LocalDate until) {
        if (until.isBefore(from) || from.plusYears(10).isBefore(until)) {
            throw new IllegalArgumentException("Период — от раннего дня к позднему, не больше десяти лет");
        }
        return new Summary(from, until, months(from, until), questions(from, until));
    }

    private JdbcClient.StatementSpec asked(String sql, LocalDate from, LocalDate until) {
        return jdbc.sql(sql).param("zone", zone().getId()).param("from", from).param("after", until.plusDays(1));
    }

    private ZoneId zone() {
        return organizations.first().zone();
    }

    private List<Month> months(LocalDate from, LocalDate until) {
        var asked = new HashMap<YearMonth, long[]>();
        asked("""
                select date_trunc('month', s.at at time zone :zone)::date, count(*), count(r.id)
                from survey_asked s left join survey_response r on r.appeal_id = s.appeal_id
                where s.at %s group by 1
                """.formatted(BOUNDS.formatted("s.at")), from, until).query(row -> {
            asked.put(month(row.getObject(1, LocalDate.class)), new long[] {row.getLong(2), row.getLong(3)});
        });
        var paper = new HashMap<YearMonth, Long>();
        var means = new HashMap<YearMonth, BigDecimal>();
        asked("""
                select date_trunc('month', r.at at time zone :zone)::date, count(distinct r.id) filter (where r.source = 'PAPER'),
                  round(avg(m.mark), 2)
                from survey_response r left join survey_mark m on m.response_id = r.id where r.at %s group by 1
                """.formatted(BOUNDS.formatted("r.at")), from, until).query(row -> {
            var month = month(row.getObject(1, LocalDate.class));
            paper.put(month, row.getLong(2));
            means.put(month, row.getBigDecimal(3));
        });
        return Stream.iterate(
                        YearMonth.from(from), one -> !one.isAfter(YearMonth.from(until)), one -> one.plusMonths(1))
                .map(one -> new Month(
                        one,
                        asked.getOrDefault(one, new long[2])[0],
                        asked.getOrDefault(one, new long[2])[1],
                        paper.getOrDefault(one, 0L),
                        means.get(one)))
                .toList();
    }

    private static YearMonth month(LocalDate first) {
        return YearMonth.from(first);
    }

    private List<OfQuestion> questions(LocalDate from, LocalDate until) {
        var counted = new HashMap<List<Integer>, Map.Entry<Long, BigDecimal>>();
        asked("""
                select r.edition, m.position, count(*), round(avg(m.mark), 2)
                from survey_response r join survey_mark m on m.response_id = r.id where r.at %s group by 1, 2
                """.formatted(BOUNDS.formatted("r.at")), from, until).query(row -> {
            counted.put(List.of(row.getInt(1), row.getInt(2)), Map.entry(row.getLong(3), row.getBigDecimal(4)));
        });
        var questions = new ArrayList<OfQuestion>();
        jdbc.sql("""
                        select q.edition, q.position, q.text, q.edition = (select max(edition) from survey_edition) as in_force
                        from survey_question q where q.kind = :mark order by q.edition desc, q.position limit 1000
                        """).param("mark", Kind.MARK.name()).query(row -> {
            var found = counted.get(List.of(row.getInt(1), row.getInt(2)));
            if (found != null || row.getBoolean(4)) {
                questions.add(new OfQuestion(
                        row.getInt(1),
                        row.getInt(2),
                        row.getString(3),
                        found == null ? 0 : found.getKey(),
                        found == null ? null : found.getValue()));
            }
        });
        return questions;
    }

    /**
     * What somebody wrote.
     *
     * @param appealId null for paper forms, as {@code number} is
     */
    record Words(
            Instant at,
            @Nullable UUID appealId,
            @Nullable String number,
            @Nullable String topic,
            String words) {}

    /**
     * Newest first.
     *
     * @param topic null: of all topics
     */
    @PreAuthorize(READERS)
    @Transactional(readOnly = true)
    public List<Words> words(@Nullable UUID topic, int page, int size) {
        var sql = """
                select r.at, r.appeal_id, a.number, t.name, r.words
                from survey_response r left join appeal a on a.id = r.appeal_id left join topic t on t.id = r.topic_id
                where r.words is not null %s order by r.at desc, r.id limit :size offset :skip
                """.formatted(topic == null ? "" : "and r.topic_id = :topic");
        var asked = jdbc.sql(sql).param("size", size).param("skip", (long) page * size);
        return (topic == null ? asked : asked.param("topic", topic))
                .query((row, n) -> new Words(
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)))
                .list();
    }

    /** How much was written on each topic; without a topic under null. */
    record OfTopic(@Nullable UUID id, @Nullable String name, long count) {}

    @PreAuthorize(READERS)
    @Transactional(readOnly = true)
    public List<OfTopic> topics() {
        return jdbc.sql("""
                        select r.topic_id, t.name, count(*) from survey_response r left join topic t on t.id = r.topic_id
                        where r.words is not null group by 1, 2 order by 3 desc, 2
                        """)
                .query((row, n) -> new OfTopic(row.getObject(1, UUID.class), row.getString(2), row.getLong(3)))
                .list();
    }
}
