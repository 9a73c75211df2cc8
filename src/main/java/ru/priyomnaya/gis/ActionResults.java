package ru.priyomnaya.gis;

import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.appeal.CaseChanges;
import ru.priyomnaya.dispatch.AnswerChannel.Outcome;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.gis.GisEvent.GisActionDone;
import ru.priyomnaya.gis.GisEvent.GisActionRefused;

/** What an action's end means for the case and for the delivery that waits. In the caller's transaction. */
@Component
class ActionResults {
    private static final Logger log = LoggerFactory.getLogger(ActionResults.class);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private final Actions actions;
    private final Answerers answerers;
    private final Mirror mirror;
    private final CaseChanges cases;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    ActionResults(
            Actions actions,
            Answerers answerers,
            Mirror mirror,
            CaseChanges cases,
            Outbox outbox,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.actions = actions;
        this.answerers = answerers;
        this.mirror = mirror;
        this.cases = cases;
        this.outbox = outbox;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** One action's end in a transaction of its own: what cannot be entered goes to a person and holds up no other action. */
    void alone(Action action, Runnable end) {
        try {
            transaction.executeWithoutResult(status -> end.run());
        } catch (DataAccessException | TransactionException e) {
            throw e; // the database's hour, not this action's fault: the whole step is taken again
        } catch (RuntimeException e) {
            log.error("Исход действия {} не записан: {}", action.id(), Trace.of(e));
            actions.refused(
                    action.id(),
                    "GIS-016: Исход не записан в дело (%s). Посмотрите обращение в ГИС ЖКХ, прежде чем отправлять ещё раз"
                            .formatted(e.getClass().getSimpleName()));
        }
    }

    /** @param guid what ГИС ЖКХ calls the result: an answer's name, for answers */
    void done(Action action, @Nullable UUID guid) {
        actions.done(action.id(), action.kind().concernsAnswer() ? guid : null);
        events.publishEvent(new GisActionDone(action.appealId(), action.kind()));
        switch (action.kind()) {
            case PERFORMER ->
                answerers.of(action.person()).ifPresent(answerer -> mirror.performer(action.appealGuid(), answerer));
            case SEND_ANSWER, SEND_DRAFT -> delivered(action, guid);
            case REDIRECT -> cases.redirected(action.appealId());
            case NOT_REQUIRED -> cases.declined(action.appealId());
            case ROLL_OVER -> {
                var until = Objects.requireNonNull(action.until());
                cases.extended(action.appealId(), until, "Продлён в ГИС ЖКХ до " + DAY.format(until));
            }
            case DELETE_ANSWER -> draftDeleted(action);
            case LOAD_ANSWER, EXECUTED -> {}
        }
    }

    /** The answer is free again: a person sends it anew or writes another. */
    private void draftDeleted(Action action) {
        deliveryOf(action)
                .ifPresent(delivery ->
                        outbox.concluded(delivery, new Outcome.Refused("GIS-025", "Черновик удалён из ГИС ЖКХ")));
        Optional.ofNullable(action.gisAnswer())
                .flatMap(answer -> actions.draftOf(action.appealGuid(), answer))
                .ifPresent(draft -> actions.undone(draft.id(), "Черновик удалён"));
    }

    private void delivered(Action action, @Nullable UUID guid) {
        var receipt = "Принято ГИС ЖКХ" + (guid == null ? "" : ", ответ " + guid);
        deliveryOf(action).ifPresent(delivery -> outbox.concluded(delivery, new Outcome.Delivered(receipt)));
    }

    /** A draft is sent by another action than the one that loaded it; the delivery hangs on the first. */
    private Optional<UUID> deliveryOf(Action action) {
        return Optional.ofNullable(action.delivery())
                .or(() -> Optional.ofNullable(action.gisAnswer())
                        .flatMap(answer -> actions.draftOf(action.appealGuid(), answer))
                        .flatMap(draft -> Optional.ofNullable(draft.delivery())));
    }

    /** @param sentence in the words of ГИС ЖКХ, or ours when nothing was sent */
    void refused(Action action, String code, String sentence) {
        actions.refused(action.id(), sentence);
        events.publishEvent(new GisActionRefused(action.appealId(), action.kind(), sentence));
        if (action.delivery() != null) {
            var reason = sentence.startsWith(code + ": ") ? sentence.substring(code.length() + 2) : sentence;
            outbox.concluded(action.delivery(), new Outcome.Refused(code, reason));
        }
    }
}
