package ru.priyomnaya.notification;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.SignedIn;
import ru.priyomnaya.answer.AnswerEvent;
import ru.priyomnaya.answer.Approvals;
import ru.priyomnaya.appeal.AppealEvent;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.assignment.Substitutions;
import ru.priyomnaya.organization.Organizations;

/** Says to whom an event is news, in the transaction of the event. Nobody is told of what they did themselves. */
@Component
class NewsWriter {
    private final NotificationStore store;
    private final Appeals appeals;
    private final Approvals approvals;
    private final Substitutions substitutions;
    private final Organizations organizations;
    private final EntityManager entities;
    private final Clock clock;

    NewsWriter(
            NotificationStore store,
            Appeals appeals,
            Approvals approvals,
            Substitutions substitutions,
            Organizations organizations,
            EntityManager entities,
            Clock clock) {
        this.store = store;
        this.appeals = appeals;
        this.approvals = approvals;
        this.substitutions = substitutions;
        this.organizations = organizations;
        this.entities = entities;
        this.clock = clock;
    }

    @EventListener
    @Transactional
    public void on(AppealEvent event) {
        if (event instanceof AppealEvent.AppealRead) {
            CurrentPerson.find().ifPresent(me -> store.read(me.id(), event.appealId()));
            return;
        }
        var kind = kindOf(event);
        if (kind == null) {
            return;
        }
        entities.flush(); // what follows is read and written by SQL
        var told = new LinkedHashSet<UUID>();
        var absent = substitutions.on(
                LocalDate.ofInstant(clock.instant(), organizations.first().zone()));
        toWhom(event, kind).forEach(person -> told.add(absent.getOrDefault(person, person)));
        var actor = CurrentPerson.find().map(SignedIn::id).orElse(null);
        told.remove(actor);
        store.add(told, event.appealId(), kind, actor);
    }

    private static @Nullable NotificationKind kindOf(AppealEvent event) {
        if (event instanceof AppealEvent.AppealAssigned || event instanceof AppealEvent.AppealShared) {
            return NotificationKind.ASSIGNED;
        }
        if (event instanceof AnswerEvent.AnswerSubmitted || event instanceof AnswerEvent.AnswerEndorsed) {
            return NotificationKind.ASKED;
        }
        if (event instanceof AnswerEvent.AnswerReturned) {
            return NotificationKind.RETURNED;
        }
        if (event instanceof AnswerEvent.AnswerApproved) {
            return NotificationKind.APPROVED;
        }
        if (event instanceof AnswerEvent.AnswerUndelivered) {
            return NotificationKind.UNDELIVERED;
        }
        if (event instanceof AppealEvent.LetterJoined) {
            return NotificationKind.LETTER_JOINED;
        }
        if (event instanceof AppealEvent.AppealExtended
                || event instanceof AppealEvent.TermExtended
                || event instanceof AppealEvent.DeadlineMoved) {
            return NotificationKind.TERM_MOVED;
        }
        if (event instanceof AppealEvent.FollowUpOpened) {
            return NotificationKind.LOW_MARK;
        }
        if (event instanceof AppealEvent.AppealReopened || event instanceof AppealEvent.AppealReturned) {
            return NotificationKind.REOPENED;
        }
        return event instanceof AppealEvent.EndedWithoutAnswer || event instanceof AppealEvent.AnsweredElsewhere
                ? NotificationKind.ENDED
                : null;
    }

    private Set<UUID> toWhom(AppealEvent event, NotificationKind kind) {
        if (event instanceof AppealEvent.AppealAssigned assigned) {
            return assigned.executorAfter().equals(assigned.executorBefore())
                    ? Set.of()
                    : Set.of(assigned.executorAfter());
        }
        if (event instanceof AppealEvent.AppealShared shared) {
            var added = new LinkedHashSet<>(shared.after());
            added.removeAll(shared.before());
            return added;
        }
        if (event instanceof AppealEvent.FollowUpOpened opened) {
            return opened.told();
        }
        if (kind == NotificationKind.ASKED) {
            return approvals.whoseTurnBegins(
                    ((AnswerEvent) event).answerId(), event instanceof AnswerEvent.AnswerSubmitted);
        }
        var appeal = appeals.get(event.appealId());
        var theirs = new LinkedHashSet<>(appeal.coExecutors());
        appeal.executorId().ifPresent(theirs::add);
        return theirs;
    }
}
