package ru.priyomnaya.gis;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import ru.priyomnaya.appeal.CaseChanges;
import ru.priyomnaya.assignment.Assigner;
import ru.priyomnaya.dispatch.AnswerChannel.Outcome;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.gis.ExportedChanges.Change;
import ru.priyomnaya.gis.GisEvent.GisAppealChanged;
import ru.priyomnaya.gis.wire.ExportedAppeal;
import ru.priyomnaya.rating.Ratings;

/** What citizens and the cabinet did to a registered appeal, entered into its case. In the caller's transaction. */
@Component
class GisNews {
    private final CaseChanges cases;
    private final Actions actions;
    private final Answerers answerers;
    private final Assigner assigner;
    private final Outbox outbox;
    private final Ratings ratings;
    private final ApplicationEventPublisher events;

    GisNews(
            CaseChanges cases,
            Actions actions,
            Answerers answerers,
            Assigner assigner,
            Outbox outbox,
            Ratings ratings,
            ApplicationEventPublisher events) {
        this.cases = cases;
        this.actions = actions;
        this.answerers = answerers;
        this.assigner = assigner;
        this.outbox = outbox;
        this.ratings = ratings;
        this.events = events;
    }

    void compare(Mirror.Known known, ExportedAppeal before, ExportedAppeal after) {
        var appeal = known.appealId();
        if (appeal == null) {
            return; // it is registered from what came first; the comparison starts then
        }
        for (var change : ExportedChanges.between(before, after)) {
            events.publishEvent(new GisAppealChanged(appeal, change.sentence()));
        }
        ratings(appeal, before, after);
        cases.channelTerm(appeal, after.executionEndDate(), after.npa());
        performer(appeal, before, after);
        drafts(after);
        if (isRedirected(before) && !isRedirected(after) && isOpen(after)) {
            cases.returned(appeal);
        }
        ending(appeal, before, after);
    }

    /** The first look after registration: what had happened before the appeal came to us. */
    void first(UUID appeal, ExportedAppeal now) {
        if (now.answerer() != null) {
            named(appeal, now.answerer());
        }
        var blank = ExportedChanges.untouched(now);
        for (Change change : ExportedChanges.between(blank, now)) {
            events.publishEvent(new GisAppealChanged(appeal, change.sentence()));
        }
        ratings(appeal, blank, now);
        if (now.withdrawn() != null || now.answerIsNotRequired() || "Executed".equals(now.status())) {
            ending(appeal, blank, now); // «redirected» alone may mean: to us
        }
    }

    private void ratings(UUID appeal, ExportedAppeal before, ExportedAppeal after) {
        after.history().stream()
                .filter(line -> line.rating() != null && !before.history().contains(line))
                .forEach(line -> {
                    var rating = Objects.requireNonNull(line.rating());
                    ratings.fromGis(appeal, rating.mark().inRussian(), rating.comment());
                });
    }

    private void performer(UUID appeal, ExportedAppeal before, ExportedAppeal after) {
        if (after.answerer() != null
                && !after.answerer().equals(before.answerer())
                && !actions.hasPending(after.guid(), ActionKind.PERFORMER)) {
            named(appeal, after.answerer());
        }
    }

    private void named(UUID appeal, UUID answerer) {
        answerers
                .personOf(answerer)
                .ifPresent(person -> assigner.assignedElsewhere(appeal, person, "Назначен в кабинете ГИС ЖКХ"));
    }

    /** A draft that we had loaded was sent by somebody in the cabinet. */
    private void drafts(ExportedAppeal after) {
        for (var line : after.history()) {
            var answer = line.answer();
            if (answer != null && answer.sent() && answer.guid() != null) {
                actions.draftOf(after.guid(), answer.guid())
                        .flatMap(action -> Optional.ofNullable(action.delivery()))
                        .ifPresent(delivery -> outbox.concluded(
                                delivery, new Outcome.Delivered("Черновик отправлен из кабинета ГИС ЖКХ")));
            }
        }
    }

    private void ending(UUID appeal, ExportedAppeal before, ExportedAppeal after) {
        if (after.withdrawn() != null && before.withdrawn() == null) {
            actions.cancelWaiting(after.guid(), "Заявитель отозвал обращение");
            cases.withdrawn(appeal);
        } else if (isRedirected(after) && !isRedirected(before)) {
            cases.redirected(appeal);
        } else if (after.answerIsNotRequired() && !before.answerIsNotRequired()) {
            cases.declined(appeal);
        } else if (answeredByOthers(after)) {
            cases.answeredElsewhere(appeal);
        }
    }

    private static boolean isOpen(ExportedAppeal appeal) {
        return "Send".equals(appeal.status()) || "InWork".equals(appeal.status());
    }

    private static boolean isRedirected(ExportedAppeal appeal) {
        return appeal.redirected() || appeal.redirectedOutside();
    }

    private boolean answeredByOthers(ExportedAppeal after) {
        return "Executed".equals(after.status())
                && !actions.hasAnyAnswer(after.guid())
                && after.history().stream()
                        .map(ExportedAppeal.History::answer)
                        .filter(Objects::nonNull)
                        .anyMatch(ExportedAppeal.Answer::sent);
    }
}
