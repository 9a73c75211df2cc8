package ru.priyomnaya.appeal;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.appeal.AppealEvent.DeadlineMoved;
import ru.priyomnaya.calendar.Deadline;
import ru.priyomnaya.calendar.ProductionCalendar;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.worktime.CalendarChanged;
import ru.priyomnaya.worktime.WorkCalendar;

/** Open deadlines under another calendar: shown before it is kept, moved with it. Extended and joined ones stay as promised. */
@Service
public class DeadlineRecount {
    private static final Logger log = LoggerFactory.getLogger(DeadlineRecount.class);
    private static final Duration STRAGGLERS = Duration.ofSeconds(15); // a calendar is known everywhere after five

    private final JdbcClient jdbc;
    private final Appeals appeals;
    private final DeadlineRules rules;
    private final WorkCalendar calendar;
    private final Organizations organizations;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    DeadlineRecount(
            JdbcClient jdbc,
            Appeals appeals,
            DeadlineRules rules,
            WorkCalendar calendar,
            Organizations organizations,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.appeals = appeals;
        this.rules = rules;
        this.calendar = calendar;
        this.organizations = organizations;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** One open appeal whose deadline would be another. */
    public record Move(UUID appealId, String number, LocalDate before, LocalDate after) {}

    private record Counted(UUID appealId, String number, LocalDate before, boolean provisional, Deadline deadline) {
        boolean moves() {
            return !deadline.lastDay().equals(before);
        }
    }

    /** Which open deadlines that calendar would move; nothing changes. */
    @PreAuthorize("hasAnyRole('ADMIN', 'DIRECTOR')")
    @Transactional(readOnly = true)
    public List<Move> preview(ProductionCalendar calendar) {
        try (var counted = count(calendar, "order by deadline, number_year, number_seq")) {
            return counted.filter(Counted::moves)
                    .map(one -> new Move(
                            one.appealId(),
                            one.number(),
                            one.before(),
                            one.deadline().lastDay()))
                    .toList();
        }
    }

    @EventListener
    void on(CalendarChanged changed) {
        recount(changed.calendar(), changed.what());
    }

    /** Those that were registered by the old calendar while it was being changed, on this gateway or another. */
    @TransactionalEventListener
    void onceMore(CalendarChanged changed) {
        CompletableFuture.delayedExecutor(STRAGGLERS.toSeconds(), TimeUnit.SECONDS)
                .execute(() -> {
                    try {
                        transaction.executeWithoutResult(status -> recount(calendar.current(), changed.what()));
                    } catch (RuntimeException e) { // the next change of the calendar finds them
                        log.warn(
                                "Повторный пересчёт сроков не удался: {}",
                                e.getClass().getName());
                    }
                });
    }

    private void recount(ProductionCalendar by, String what) {
        List<Counted> other;
        try (var counted = count(by, "order by id for update")) {
            other = counted.filter(one ->
                            one.moves() || one.provisional() != one.deadline().provisional())
                    .toList();
        }
        for (var one : other) {
            appeals.get(one.appealId()).recount(one.deadline());
            if (one.moves()) {
                events.publishEvent(new DeadlineMoved(
                        one.appealId(), one.before(), one.deadline().lastDay(), what));
            }
        }
    }

    private Stream<Counted> count(ProductionCalendar calendar, String order) {
        var zone = organizations.first().zone();
        return jdbc
                .sql("""
                        select id, number, deadline, deadline_provisional, deadline_rule_id, registered_at, received_at from appeal
                        where status in ('REGISTERED', 'ASSIGNED', 'IN_WORK', 'ON_APPROVAL', 'SIGNED')
                          and deadline_rule_id is not null and extensions = 0 and deadline = deadline_first
                        """ + order)
                .query((row, n) -> {
                    var rule = rules.find(row.getObject("deadline_rule_id", UUID.class))
                            .orElseThrow();
                    return new Counted(
                            row.getObject("id", UUID.class),
                            row.getString("number"),
                            row.getObject("deadline", LocalDate.class),
                            row.getBoolean("deadline_provisional"),
                            rule.deadline(
                                    LocalDate.ofInstant(
                                            row.getObject("registered_at", OffsetDateTime.class)
                                                    .toInstant(),
                                            zone),
                                    LocalDate.ofInstant(
                                            row.getObject("received_at", OffsetDateTime.class)
                                                    .toInstant(),
                                            zone),
                                    calendar));
                })
                .stream();
    }
}
