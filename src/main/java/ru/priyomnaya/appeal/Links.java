package ru.priyomnaya.appeal;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.appeal.AppealEvent.AppealLinked;
import ru.priyomnaya.appeal.AppealEvent.AppealUnlinked;
import ru.priyomnaya.appeal.AppealEvent.DeadlineMoved;
import ru.priyomnaya.appeal.AppealEvent.EndedWithoutAnswer;
import ru.priyomnaya.appeal.CaseDesk.UnfitStep;

/** Joins appeals that are one, and parts them again. A person does both. */
@Service
public class Links {
    private static final String JOINED = " from appeal_link l where l.unlinked_at is null and l.relation = ";

    /** True of {@code appeal a} that a person has linked to an earlier one as its repeat. */
    public static final String REPEATED = "a.id in (select l.appeal_id" + JOINED + "'REPEAT')";

    /** True of {@code appeal a} that is one of many with one text, the first of them among them. */
    public static final String COLLECTIVE = "(a.id in (select l.appeal_id" + JOINED
            + "'COLLECTIVE') or a.id in (select l.leading_id" + JOINED + "'COLLECTIVE'))";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private final Appeals appeals;
    private final CaseDesk desk;
    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Links(
            Appeals appeals,
            CaseDesk desk,
            JdbcClient jdbc,
            EntityManager entities,
            ApplicationEventPublisher events,
            Clock clock) {
        this.appeals = appeals;
        this.desk = desk;
        this.jdbc = jdbc;
        this.entities = entities;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param leads the other leads this one; false when this one leads
     */
    public record Link(UUID appealId, String number, AppealStatus status, LinkRelation relation, boolean leads) {}

    /**
     * Joins an appeal to another. With {@link LinkRelation#SAME} it ends as joined, the other takes over the earlier of the two
     * terms, and the applicant is told where the answer will come.
     *
     * @throws UnfitStep when the two cannot be joined
     */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR')")
    @Transactional
    public void link(UUID appealId, UUID to, LinkRelation relation) {
        if (appealId.equals(to)) {
            throw new UnfitStep("Обращение нельзя объединить с самим собой");
        }
        lock(appealId, to);
        var appeal = desk.requireUnsigned(appealId, "объединить");
        var leading = appeals.get(to);
        if (of(appealId).stream().anyMatch(link -> link.appealId().equals(to))) {
            throw new UnfitStep("Эти обращения уже связаны");
        }
        var before = appeal.status();
        if (relation == LinkRelation.SAME) {
            join(appeal, leading);
        }
        jdbc.sql("""
                        insert into appeal_link (id, appeal_id, leading_id, relation, linked_at, linked_by)
                        values (:id, :appeal, :leading, :relation, :at, :by)
                        """)
                .param("id", Ids.next())
                .param("appeal", appealId)
                .param("leading", to)
                .param("relation", relation.name())
                .param("at", now())
                .param("by", CurrentPerson.get().username())
                .update();
        events.publishEvent(new AppealLinked(appealId, before, to, relation));
    }

    /** Two people may join the same two the other way round at the same moment: one of them waits, and reads what is true then. */
    private void lock(UUID one, UUID two) {
        jdbc.sql("select id from appeal where id in (:one, :two) order by id for update")
                .param("one", one)
                .param("two", two)
                .query(UUID.class)
                .list();
        for (var id : List.of(one, two)) {
            appeals.findById(id).ifPresent(entities::refresh);
        }
    }

    private void join(Appeal appeal, Appeal leading) {
        if (appeal.origin().channel() == Channel.GIS) {
            throw new UnfitStep(
                    "Обращение из ГИС ЖКХ остаётся главным: в ГИС ЖКХ на него ждут ответа. Присоедините к нему другое");
        }
        desk.requireOwn(leading);
        if (!leading.status().isOpen()) {
            throw new UnfitStep("Главное обращение должно быть в работе, а оно — «%s»"
                    .formatted(leading.status().inRussian()));
        }
        if (!joinedTo(appeal.id()).isEmpty()) {
            throw new UnfitStep("К этому обращению присоединены другие: сначала отделите их");
        }
        appeal.link();
        // Whoever ends the leading one at this moment meets another version of it.
        entities.lock(leading, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
        if (appeal.due().isBefore(leading.due())) {
            move(
                    leading,
                    appeal.due(),
                    "Присоединено обращение № %s: действует его срок, %s"
                            .formatted(appeal.number(), DAY.format(appeal.due())));
        }
    }

    private void move(Appeal leading, LocalDate day, String why) {
        var before = leading.deadline().lastDay();
        leading.bringForward(day, why);
        events.publishEvent(new DeadlineMoved(leading.id(), before, day, why));
    }

    /** Parts them: a joined appeal goes on where it stood, and the leading one has its own term again unless others are joined. */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR')")
    @Transactional
    public void unlink(UUID appealId, UUID from) {
        lock(appealId, from);
        desk.requireOwn(appeals.get(appealId));
        part(appealId, from, CurrentPerson.get().username());
    }

    private void part(UUID appealId, UUID from, String by) {
        var relation = jdbc.sql("""
                        update appeal_link set unlinked_at = :at, unlinked_by = :by
                        where appeal_id = :appeal and leading_id = :leading and unlinked_at is null returning relation
                        """)
                .param("at", now())
                .param("by", by)
                .param("appeal", appealId)
                .param("leading", from)
                .query(String.class)
                .optional()
                .map(LinkRelation::valueOf)
                .orElseThrow(() -> new UnfitStep("Эти обращения не связаны"));
        if (relation == LinkRelation.SAME) {
            var appeal = appeals.get(appealId);
            appeal.unlink();
            giveBackTerm(appeals.get(from), appeal);
        }
        events.publishEvent(new AppealUnlinked(appealId, from, relation));
    }

    /** An extended term stays: the applicant was told of it. */
    private void giveBackTerm(Appeal leading, Appeal parted) {
        if (!leading.status().isOpen() || leading.extensions() > 0) {
            return;
        }
        var day = joinedTo(leading.id()).stream()
                .map(id -> appeals.get(id).due())
                .filter(due -> due.isBefore(leading.firstDeadline()))
                .min(Comparator.naturalOrder())
                .orElse(leading.firstDeadline());
        if (!day.equals(leading.deadline().lastDay())) {
            move(leading, day, "Обращение № %s отделено: срок %s".formatted(parted.number(), DAY.format(day)));
        }
    }

    private List<UUID> joinedTo(UUID leading) {
        return jdbc.sql("""
                        select appeal_id from appeal_link
                        where leading_id = :leading and relation = 'SAME' and unlinked_at is null order by linked_at
                        """).param("leading", leading).query(UUID.class).list();
    }

    /** Those that relied on the leading one are owed an answer again. */
    @EventListener
    void on(EndedWithoutAnswer leading) {
        joinedTo(leading.appealId()).forEach(joined -> part(joined, leading.appealId(), "программа"));
    }

    /** Those that stand, in both directions. */
    public List<Link> of(UUID appealId) {
        return jdbc.sql("""
                        select a.id, a.number, a.status, l.relation, l.appeal_id = :appeal as leads from appeal_link l
                        join appeal a on a.id = case when l.appeal_id = :appeal then l.leading_id else l.appeal_id end
                        where (l.appeal_id = :appeal or l.leading_id = :appeal) and l.unlinked_at is null order by l.linked_at
                        """)
                .param("appeal", appealId)
                .query((row, n) -> new Link(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        AppealStatus.valueOf(row.getString(3)),
                        LinkRelation.valueOf(row.getString(4)),
                        row.getBoolean(5)))
                .list();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
