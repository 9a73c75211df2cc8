package ru.priyomnaya.privacy;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.appeal.AppealEvent.HoldLifted;
import ru.priyomnaya.appeal.AppealEvent.HoldPlaced;
import ru.priyomnaya.appeal.Appeals;

/** Holds on destruction: a dispute, a court, an inspection need the data (152-ФЗ, ст. 21, ч. 4: «если иное не предусмотрено законом»). */
@Service
class Holds {
    private static final int LONGEST = 500;

    private final JdbcClient jdbc;
    private final Appeals appeals;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Holds(JdbcClient jdbc, Appeals appeals, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.appeals = appeals;
        this.events = events;
        this.clock = clock;
    }

    /** @param placedBy as staff names people */
    record Hold(
            UUID id,
            UUID appealId,
            String number,
            String reason,
            String placedBy,
            Instant placedAt,
            @Nullable Instant liftedAt) {}

    /** A second one at the same time changes nothing. */
    @PreAuthorize(ErasureDesk.WHO)
    @Transactional
    public void place(UUID appeal, String reason) {
        require(reason);
        appeals.get(appeal);
        var placed = jdbc.sql("""
                        insert into legal_hold (id, appeal_id, reason, placed_by, placed_at) values (:id, :appeal, :reason, :by, :now)
                        on conflict do nothing
                        """)
                .param("id", UUID.randomUUID())
                .param("appeal", appeal)
                .param("reason", reason.strip())
                .param("by", CurrentPerson.get().id())
                .param("now", OffsetDateTime.now(clock))
                .update();
        if (placed == 1) {
            events.publishEvent(new HoldPlaced(appeal, reason.strip()));
        }
    }

    @PreAuthorize(ErasureDesk.WHO)
    @Transactional
    public void lift(UUID appeal, String reason) {
        require(reason);
        var lifted = jdbc.sql(
                        "update legal_hold set lifted_by = :by, lifted_at = :now where appeal_id = :appeal and lifted_at is null")
                .param("appeal", appeal)
                .param("by", CurrentPerson.get().id())
                .param("now", OffsetDateTime.now(clock))
                .update();
        if (lifted == 0) {
            throw new IllegalStateException("Запрета нет: его уже сняли");
        }
        events.publishEvent(new HoldLifted(appeal, reason.strip()));
    }

    private static void require(String reason) {
        if (reason.isBlank() || reason.length() > LONGEST) {
            throw new IllegalArgumentException("Напишите причину, не длиннее %d знаков".formatted(LONGEST));
        }
    }

    /** Newest first; those that stand, or of one appeal all. */
    @PreAuthorize(ErasureDesk.READERS)
    public List<Hold> list(@Nullable UUID appeal) {
        return jdbc.sql("""
                        select h.id, h.appeal_id, a.number, h.reason,
                          concat_ws(' ', p.last_name, left(p.first_name, 1) || '.', left(p.middle_name, 1) || '.'), h.placed_at, h.lifted_at
                        from legal_hold h join appeal a on a.id = h.appeal_id join person p on p.id = h.placed_by
                        where (cast(:appeal as uuid) is null and h.lifted_at is null) or h.appeal_id = :appeal
                        order by h.placed_at desc limit 200
                        """)
                .param("appeal", appeal)
                .query((row, n) -> {
                    var lifted = row.getObject(7, OffsetDateTime.class);
                    return new Hold(
                            row.getObject(1, UUID.class),
                            row.getObject(2, UUID.class),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getObject(6, OffsetDateTime.class).toInstant(),
                            lifted == null ? null : lifted.toInstant());
                })
                .list();
    }
}
