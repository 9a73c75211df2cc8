package ru.priyomnaya.journal;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.AccessEvent;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.SignedIn;
import ru.priyomnaya.answer.SigningEvent;
import ru.priyomnaya.appeal.AppealEvent;
import ru.priyomnaya.appeal.RegisterEvent;
import ru.priyomnaya.gis.GisEvent;
import ru.priyomnaya.intake.IntakeEvent;
import ru.priyomnaya.letter.LetterEvent;
import ru.priyomnaya.routing.RouteEvent;
import ru.priyomnaya.storage.BackupTaken;
import ru.priyomnaya.storage.SupportBundleTaken;
import ru.priyomnaya.worktime.CalendarChanged;
import tools.jackson.databind.json.JsonMapper;

/** Writes down every event in the transaction that caused it, so that neither exists without the other. */
@Service
public class Journal {
    private static final String PROGRAM = "программа";

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final JdbcTemplate jdbcTemplate;
    private final JsonMapper json;
    private final Clock clock;

    Journal(EntityManager entities, JdbcClient jdbc, JdbcTemplate jdbcTemplate, JsonMapper json, Clock clock) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.jdbcTemplate = jdbcTemplate;
        this.json = json;
        this.clock = clock;
    }

    /** @param details the event's own fields as JSON: ids, states before and after, reasons; {@code {"erased":n}} when erased */
    public record Line(long id, Instant at, String actor, AuditEvent event, String details) {}

    // First of all listeners: what others do in answer to an event comes after it in the journal too.
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @Transactional
    void on(AppealEvent event) {
        write(event, event.appealId());
    }

    @EventListener
    @Transactional
    void on(IntakeEvent event) {
        write(event, null);
    }

    @EventListener
    @Transactional
    void on(GisEvent event) {
        write(event, null);
    }

    @EventListener
    @Transactional
    void on(AccessEvent event) {
        write(event, null);
    }

    @EventListener
    @Transactional
    void on(RegisterEvent event) {
        write(event, null);
    }

    @EventListener
    @Transactional
    void on(SigningEvent event) {
        write(event, null);
    }

    @EventListener
    @Transactional
    void on(LetterEvent event) {
        write(event, null);
    }

    @EventListener
    @Transactional
    void on(RouteEvent event) {
        write(event, null);
    }

    @EventListener
    @Transactional
    void on(BackupTaken event) {
        write(event, null);
    }

    @EventListener
    @Transactional
    void on(SupportBundleTaken event) {
        write(event, null);
    }

    @EventListener
    @Transactional
    void on(CalendarChanged event) {
        write(event, null);
    }

    /** Returns the number of the entry. */
    @Transactional(propagation = Propagation.MANDATORY)
    long write(Object event, @Nullable UUID appeal) {
        var actor = CurrentPerson.find().map(SignedIn::username).orElse(PROGRAM);
        // The database keeps microseconds; the chain is computed over what it keeps.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var entry = new JournalEntry(now, actor, AuditEvent.of(event), appeal, json.writeValueAsString(event));
        entities.persist(entry);
        return entry.id();
    }

    /** As {@link #write}, and other statements of the transaction see it. */
    @Transactional(propagation = Propagation.MANDATORY)
    long writeNow(Object event, @Nullable UUID appeal) {
        var entry = write(event, appeal);
        entities.flush();
        return entry;
    }

    /** The entries of an appeal with their links in the chain, in order. */
    public List<SealedEntry> sealed(UUID appealId) {
        return JournalRows.of(jdbcTemplate, appealId);
    }

    /** What happened to an appeal, in order. */
    public List<Line> of(UUID appealId) {
        return lines(appealId, "", 0);
    }

    /**
     * What was done to an appeal beside reading it, in order.
     *
     * @param known how many of them the caller has seen
     */
    public List<Line> changes(UUID appealId, int known) {
        return lines(appealId, "and event <> 'APPEAL_READ'", Math.max(known, 0));
    }

    private List<Line> lines(UUID appealId, String which, int skipped) {
        return jdbc.sql("select id, at, actor, event, details from journal_entry where appeal_id = :appeal " + which
                        + " order by at, id offset :skipped")
                .param("appeal", appealId)
                .param("skipped", skipped)
                .query((row, n) -> new Line(
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getString(3),
                        AuditEvent.valueOf(row.getString(4)),
                        row.getString(5)))
                .list();
    }
}
