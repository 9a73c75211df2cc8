package ru.priyomnaya.appeal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.appeal.AppealEvent.AppealLinked;
import ru.priyomnaya.appeal.AppealEvent.AppealUnlinked;
import ru.priyomnaya.appeal.CaseDesk.UnfitStep;

/** Joins appeals that are one, and parts them again. A person does both. */
@Service
public class Links {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private final Appeals appeals;
    private final CaseDesk desk;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Links(Appeals appeals, CaseDesk desk, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.appeals = appeals;
        this.desk = desk;
        this.jdbc = jdbc;
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
        var appeal = desk.requireUnsigned(appealId, "объединить");
        var leading = appeals.get(to);
        if (of(appealId).stream().anyMatch(link -> link.appealId().equals(to))) {
            throw new UnfitStep("Эти обращения уже связаны");
        }
        var before = appeal.status();
        var termBefore = relation == LinkRelation.SAME ? join(appeal, leading) : null;
        jdbc.sql("""
                        insert into appeal_link (id, appeal_id, leading_id, relation, linked_at, linked_by, leading_deadline)
                        values (:id, :appeal, :leading, :relation, :at, :by, :term)
                        """)
                .param("id", Ids.next())
                .param("appeal", appealId)
                .param("leading", to)
                .param("relation", relation.name())
                .param("at", now())
                .param("by", CurrentPerson.get().username())
                .param("term", termBefore)
                .update();
        events.publishEvent(new AppealLinked(appealId, before, to, relation));
    }

    /** Returns the leading appeal's own last day, when it has to give way. */
    private @Nullable LocalDate join(Appeal appeal, Appeal leading) {
        if (appeal.origin().channel() == Channel.GIS) {
            throw new UnfitStep(
                    "Обращение из ГИС ЖКХ остаётся главным: в ГИС ЖКХ на него ждут ответа. Присоедините к нему другое");
        }
        if (!leading.status().isOpen()) {
            throw new UnfitStep("Главное обращение должно быть в работе, а оно — «%s»"
                    .formatted(leading.status().inRussian()));
        }
        appeal.link();
        var own = leading.deadline().lastDay();
        if (!appeal.due().isBefore(leading.due())) {
            return null;
        }
        leading.bringForward(
                appeal.due(),
                "Присоединено обращение № %s: действует его срок, %s"
                        .formatted(appeal.number(), DAY.format(appeal.due())));
        return own;
    }

    /** Parts them: a joined appeal goes on where it stood, and its term is its own again. */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR')")
    @Transactional
    public void unlink(UUID appealId, UUID from) {
        var link = jdbc.sql("""
                        update appeal_link set unlinked_at = :at, unlinked_by = :by
                        where appeal_id = :appeal and leading_id = :leading and unlinked_at is null
                        returning relation, leading_deadline
                        """)
                .param("at", now())
                .param("by", CurrentPerson.get().username())
                .param("appeal", appealId)
                .param("leading", from)
                .query((row, n) -> new Parted(
                        LinkRelation.valueOf(row.getString(1)), Optional.ofNullable(row.getObject(2, LocalDate.class))))
                .optional()
                .orElseThrow(() -> new UnfitStep("Эти обращения не связаны"));
        var appeal = appeals.get(appealId);
        desk.requireOwn(appeal);
        if (link.relation() == LinkRelation.SAME) {
            appeal.unlink();
            var leading = appeals.get(from);
            link.leadingDeadline()
                    .filter(day -> leading.status().isOpen())
                    .ifPresent(day -> leading.bringForward(
                            day,
                            "Обращение № %s отделено: снова свой срок, %s"
                                    .formatted(appeal.number(), DAY.format(day))));
        }
        events.publishEvent(new AppealUnlinked(appealId, from, link.relation()));
    }

    private record Parted(LinkRelation relation, Optional<LocalDate> leadingDeadline) {}

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
