package ru.priyomnaya.gis;

import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import ru.priyomnaya.appeal.CaseChanges;
import ru.priyomnaya.dispatch.AnswerChannel.Outcome;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.gis.GisEvent.GisActionDone;
import ru.priyomnaya.gis.GisEvent.GisActionRefused;

/** What an action's end means for the case and for the delivery that waits. In the caller's transaction. */
@Component
class ActionResults {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private final Actions actions;
    private final Answerers answerers;
    private final Mirror mirror;
    private final CaseChanges cases;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;

    ActionResults(
            Actions actions,
            Answerers answerers,
            Mirror mirror,
            CaseChanges cases,
            Outbox outbox,
            ApplicationEventPublisher events) {
        this.actions = actions;
        this.answerers = answerers;
        this.mirror = mirror;
        this.cases = cases;
        this.outbox = outbox;
        this.events = events;
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
            case LOAD_ANSWER, DELETE_ANSWER, EXECUTED -> {}
        }
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
