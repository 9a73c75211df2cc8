package ru.priyomnaya.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.appeal.AppealEvent.CallBackAgreed;
import ru.priyomnaya.appeal.AppealEvent.CalledBack;
import ru.priyomnaya.appeal.Appeals;

/** What belongs to a visit or a call alone: how long it took (S16, S18), and when to call back. */
@Service
public class DeskRecords {
    private static final int LONGEST = 86_400;

    private final Appeals appeals;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DeskRecords(Appeals appeals, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.appeals = appeals;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param waitingSeconds from coming or dialling until somebody served
     * @param serviceSeconds the conversation itself
     */
    public record DeskRecord(
            @Nullable Instant callBackAt,
            @Nullable Instant calledBackAt,
            @Nullable Integer waitingSeconds,
            @Nullable Integer serviceSeconds) {
        boolean isEmpty() {
            return callBackAt == null && waitingSeconds == null && serviceSeconds == null;
        }
    }

    /** A call-back that waits. */
    public record CallBack(
            UUID appealId,
            String number,
            Instant at,
            @Nullable UUID executor) {}

    /**
     * With the registration.
     *
     * @throws IllegalArgumentException for times outside a day, or a call-back in the past
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(UUID appealId, DeskRecord of) {
        if (of.isEmpty()) {
            return;
        }
        requireSeconds(of.waitingSeconds());
        requireSeconds(of.serviceSeconds());
        if (of.callBackAt() != null && of.callBackAt().isBefore(clock.instant())) {
            throw new IllegalArgumentException("Время обратного звонка уже прошло");
        }
        jdbc.sql("""
                        insert into desk_record (appeal_id, call_back_at, waiting_seconds, service_seconds)
                        values (:appeal, :callBack, :waiting, :service)
                        """)
                .param("appeal", appealId)
                .param("callBack", of.callBackAt() == null ? null : at(of.callBackAt()))
                .param("waiting", of.waitingSeconds())
                .param("service", of.serviceSeconds())
                .update();
        if (of.callBackAt() != null) {
            events.publishEvent(new CallBackAgreed(appealId, of.callBackAt()));
        }
    }

    private static void requireSeconds(@Nullable Integer seconds) {
        if (seconds != null && (seconds < 0 || seconds > LONGEST)) {
            throw new IllegalArgumentException("Время — от 0 до %d секунд".formatted(LONGEST));
        }
    }

    public Optional<DeskRecord> of(UUID appealId) {
        return jdbc.sql("select * from desk_record where appeal_id = :appeal")
                .param("appeal", appealId)
                .query((row, n) -> new DeskRecord(
                        instant(row.getObject("call_back_at", OffsetDateTime.class)),
                        instant(row.getObject("called_back_at", OffsetDateTime.class)),
                        row.getObject("waiting_seconds", Integer.class),
                        row.getObject("service_seconds", Integer.class)))
                .optional();
    }

    /** The person has called back; a second time changes nothing. */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR')")
    @Transactional
    public void calledBack(UUID appealId) {
        var me = CurrentPerson.get();
        if (!me.helpsAnybody() && !appeals.get(appealId).isOf(me.id())) {
            throw new AccessDeniedException("Обращение у другого исполнителя");
        }
        var changed = jdbc.sql("""
                        update desk_record set called_back_at = :now
                        where appeal_id = :appeal and call_back_at is not null and called_back_at is null
                        """)
                .param("now", at(clock.instant()))
                .param("appeal", appealId)
                .update();
        if (changed == 1) {
            events.publishEvent(new CalledBack(appealId));
        }
    }

    /** Call-backs of open appeals agreed for that time or before, for one executor or, with null, for all; at most fifty. */
    public List<CallBack> due(Instant until, @Nullable UUID executor) {
        return due(until, executor, "");
    }

    /** Those of which nobody has been reminded yet. */
    List<CallBack> unreminded(Instant until) {
        return due(until, null, " and d.reminded_at is null");
    }

    private List<CallBack> due(Instant until, @Nullable UUID executor, String more) {
        return jdbc.sql("""
                        select a.id, a.number, d.call_back_at, a.executor_id from desk_record d join appeal a on a.id = d.appeal_id
                        where d.call_back_at is not null and d.called_back_at is null and d.call_back_at <= :until
                          and a.status in ('REGISTERED', 'ASSIGNED', 'IN_WORK', 'ON_APPROVAL', 'SIGNED')
                          and (cast(:executor as uuid) is null or a.executor_id = :executor) %s
                        order by d.call_back_at limit 50
                        """.formatted(more))
                .param("until", at(until))
                .param("executor", executor)
                .query((row, n) -> new CallBack(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getObject(4, UUID.class)))
                .list();
    }

    /** Whether nobody has been reminded of it yet; a second gateway gets false. */
    boolean firstReminder(UUID appealId) {
        return jdbc.sql("update desk_record set reminded_at = :now where appeal_id = :appeal and reminded_at is null")
                        .param("now", at(clock.instant()))
                        .param("appeal", appealId)
                        .update()
                == 1;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
