package ru.priyomnaya.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.RegisterEvent.JournalExported;
import ru.priyomnaya.organization.Organizations;

/** The registration journal [журнал регистрации]: one line for each number, in the order of numbers. */
@Service
public class RegistrationJournal {
    static final String READERS = "hasAnyRole('REGISTRAR', 'DIRECTOR', 'AUDITOR')";
    private static final String SELECT = """
            select a.number, a.registered_at, a.channel, a.kind, t.name as topic, a.subject, a.applicant_type, a.last_name,
              a.first_name, a.middle_name, a.organization_name, a.due, a.status,
              concat_ws(' ', p.last_name, left(p.first_name, 1) || '.', left(p.middle_name, 1) || '.') as executor,
              (select max(w.sent_at) from answer w where w.appeal_id = a.id) as answered_at
            from appeal a left join person p on p.id = a.executor_id left join topic t on t.id = a.topic_id
            where a.registered_at >= :from and a.registered_at < :until
            """;

    private final JdbcClient jdbc;
    private final Organizations organizations;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    RegistrationJournal(
            JdbcClient jdbc,
            Organizations organizations,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.organizations = organizations;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** First and last day, in the organisation's zone. */
    record Period(LocalDate from, LocalDate until) {
        Period {
            if (until.isBefore(from)) {
                throw new IllegalArgumentException("Последний день периода раньше первого");
            }
        }
    }

    /** @param answered when the answer was accepted by the other side */
    record Line(
            String number,
            Instant registered,
            Channel channel,
            String applicant,
            AppealKind kind,
            String about,
            String executor,
            LocalDate due,
            AppealStatus status,
            @Nullable Instant answered) {}

    @PreAuthorize(READERS)
    public List<Line> page(Period period, int page, int size) {
        return jdbc.sql(SELECT + " order by a.number_year, a.number_seq limit :size offset :skip")
                .params(bounds(period))
                .param("size", size)
                .param("skip", (long) page * size)
                .query(RegistrationJournal::line)
                .list();
    }

    @PreAuthorize(READERS)
    public long count(Period period) {
        return jdbc.sql("select count(*) from appeal where registered_at >= :from and registered_at < :until")
                .params(bounds(period))
                .query(Long.class)
                .single();
    }

    /** Takes the lines one by one, however many; the event is on record before the first of them leaves. */
    @PreAuthorize(READERS)
    public void export(Period period, String format, Export export) throws Export.Failed {
        transaction.executeWithoutResult(
                status -> events.publishEvent(new JournalExported(period.from(), period.until(), format)));
        transaction.executeWithoutResult(status -> stream(period, export));
    }

    private void stream(Period period, Export export) {
        try (Stream<Line> lines = jdbc
                .sql(SELECT + " order by a.number_year, a.number_seq")
                .params(bounds(period))
                .withFetchSize(500)
                .query(RegistrationJournal::line)
                .stream()) {
            export.write(lines.iterator());
        }
    }

    private Map<String, Object> bounds(Period period) {
        var zone = organizations.first().zone();
        return Map.of(
                "from", period.from().atStartOfDay(zone).toOffsetDateTime(),
                "until", period.until().plusDays(1).atStartOfDay(zone).toOffsetDateTime());
    }

    private static Line line(ResultSet row, int n) throws SQLException {
        var topic = row.getString("topic");
        var subject = row.getString("subject");
        var answered = row.getObject("answered_at", OffsetDateTime.class);
        return new Line(
                row.getString("number"),
                row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                Channel.valueOf(row.getString("channel")),
                applicant(row),
                AppealKind.valueOf(row.getString("kind")),
                topic == null || topic.equals(subject) ? subject : topic + ": " + subject,
                row.getString("executor"),
                row.getObject("due", LocalDate.class),
                AppealStatus.valueOf(row.getString("status")),
                answered == null ? null : answered.toInstant());
    }

    private static String applicant(ResultSet row) throws SQLException {
        var organization = row.getString("organization_name");
        if (organization != null && row.getString("applicant_type").equals("ORGANIZATION")) {
            return organization;
        }
        return Stream.of(row.getString("last_name"), row.getString("first_name"), row.getString("middle_name"))
                .filter(part -> part != null && !part.isBlank())
                .reduce((one, two) -> one + " " + two)
                .orElse("");
    }
}
