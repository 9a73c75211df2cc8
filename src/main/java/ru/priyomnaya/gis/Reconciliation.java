package ru.priyomnaya.gis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import ru.priyomnaya.gis.wire.ExportedAppeal;
import ru.priyomnaya.gis.wire.ExportedAppeal.Answer;
import ru.priyomnaya.gis.wire.ExportedAppeal.History;
import ru.priyomnaya.gis.wire.UnreadableResult;
import ru.priyomnaya.gis.wire.WireReply.Problem;
import ru.priyomnaya.gis.wire.WireText;

/**
 * Finds out what became of an import whose fate is unknown: ГИС ЖКХ is asked for the appeals, and what they hold now decides,
 * so that no answer is ever sent twice. What is not there after several looks was not done and is sent anew.
 */
@Component
class Reconciliation {
    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);
    private static final int SENDINGS = 5;

    private final Exchanges exchanges;
    private final Actions actions;
    private final ActionResults results;
    private final Uploads uploads;
    private final Mirror mirror;
    private final GisOrganizations organizations;
    private final Answerers answerers;
    private final Asks asks;
    private final ErrorPolicies policies;
    private final PollSchedule schedule;
    private final Clock clock;

    Reconciliation(
            Exchanges exchanges,
            Actions actions,
            ActionResults results,
            Uploads uploads,
            Mirror mirror,
            GisOrganizations organizations,
            Answerers answerers,
            Asks asks,
            ErrorPolicies policies,
            GisProperties properties,
            Clock clock) {
        this.exchanges = exchanges;
        this.actions = actions;
        this.results = results;
        this.uploads = uploads;
        this.mirror = mirror;
        this.organizations = organizations;
        this.answerers = answerers;
        this.asks = asks;
        this.policies = policies;
        this.schedule = new PollSchedule(properties.polling());
        this.clock = clock;
    }

    /** Asks for the appeals of an uncertain exchange, unless that is under way. */
    void ask(Exchange uncertain) throws IOException {
        if (exchanges.openReconciliationOf(uncertain.id()).isPresent()) {
            return;
        }
        var guids = actions.sendingIn(uncertain.id()).stream()
                .map(action -> action.appealGuid().toString())
                .distinct()
                .toList();
        if (guids.isEmpty()) {
            exchanges.applied(uncertain.id(), "Сверено");
            return;
        }
        asks.ask(Operation.EXPORT_APPEALS, guids, uncertain.id());
    }

    /** The actions of a message that surely did nothing go into new messages; in the caller's transaction. */
    void writeAnew(Exchange exchange, Problem problem, Instant notBefore, int mostSendings) {
        for (var action : actions.sendingIn(exchange.id())) {
            if (action.attempts() < mostSendings) {
                actions.again(action.id(), notBefore, action.alone(), problem.sentence());
            } else {
                giveUp(action, problem.sentence());
            }
        }
    }

    private void giveUp(Action action, @Nullable String why) {
        results.refused(
                action,
                "GIS-015",
                "GIS-015: ГИС ЖКХ не исполняет, отправлено раз: %d. %s"
                        .formatted(action.attempts(), Objects.requireNonNullElse(why, "")));
    }

    /**
     * Called when the answer has been entered into the mirror.
     *
     * @param asked when the question was put: only what was seen since counts
     */
    void settle(UUID uncertainId, Instant asked) {
        exchanges
                .find(uncertainId)
                .filter(exchange -> exchange.state() == ExchangeState.RECONCILING)
                .ifPresent(uncertain -> settle(uncertain, asked));
    }

    private void settle(Exchange uncertain, Instant asked) {
        var looks = uncertain.looks() + 1;
        exchanges.looked(uncertain.id(), clock.instant().plus(schedule.untilLook(looks)));
        var decided = schedule.isDecided(uncertain, looks, clock.instant());
        var tally = new Tally();
        for (var action : actions.sendingIn(uncertain.id())) {
            results.alone(action, () -> settle(uncertain, action, asked, decided, tally));
        }
        log.info("Сверка обмена {}: исполнено {}, неясно {}", uncertain.id(), tally.found, tally.open);
        if (tally.open > 0) {
            return; // the next look
        }
        if (tally.found > 0) {
            exchanges.applied(uncertain.id(), "Сверено: исполнено " + tally.found);
        } else {
            exchanges.failed(uncertain.id(), uncertain.errorCode(), "Сверено: не исполнено");
        }
    }

    private static final class Tally {
        private int found;
        private int open;
    }

    private void settle(Exchange uncertain, Action action, Instant asked, boolean decided, Tally tally) {
        var seen = mirror.known(action.appealGuid())
                .filter(known -> !known.seenAt().isBefore(asked))
                .map(this::read);
        var there = seen.map(now -> look(action, now)).orElse(NOTHING);
        if (there.done()) {
            results.done(action, there.answer());
            tally.found++;
        } else if (there.answer() != null) {
            // The text is there, the sending is not: send that one, do not write another.
            actions.knownAs(action.id(), there.answer());
            uploads.forget(action.id());
            actions.again(action.id(), clock.instant(), action.alone(), null);
        } else if (!decided) {
            tally.open++;
        } else if (seen.isEmpty()) {
            results.refused(
                    action,
                    "GIS-014",
                    "GIS-014: Исполнено ли, неизвестно: ГИС ЖКХ больше не показывает это обращение. Проверьте в её кабинете");
        } else if (action.attempts() >= mostSendings(uncertain)) {
            giveUp(action, uncertain.error());
        } else {
            actions.again(action.id(), clock.instant(), action.alone(), "Не дошло, отправляется заново");
        }
    }

    private int mostSendings(Exchange uncertain) {
        var code = uncertain.errorCode();
        return code == null ? SENDINGS : Math.max(SENDINGS, policies.of(code).mostAttempts());
    }

    /** @param answer the answer's name there, when there is one */
    private record There(boolean done, @Nullable UUID answer) {}

    private static final There NOTHING = new There(false, null);

    private There look(Action action, ExportedAppeal now) {
        return switch (action.kind()) {
            case PERFORMER ->
                new There(
                        answerers
                                .of(action.person())
                                .filter(answerer -> answerer.equals(now.answerer()))
                                .isPresent(),
                        null);
            case EXECUTED -> new There("Executed".equals(now.status()), null);
            case NOT_REQUIRED -> new There(now.answerIsNotRequired(), null);
            case REDIRECT -> new There(isRedirected(now, action), null);
            case ROLL_OVER -> new There(isRolledOver(now, action), null);
            case SEND_ANSWER, SEND_DRAFT -> answer(now, action, true);
            case LOAD_ANSWER -> answer(now, action, false);
            case DELETE_ANSWER -> new There(answerIn(now, action).isEmpty(), null);
        };
    }

    private ExportedAppeal read(Mirror.Known known) {
        try {
            return mirror.read(known.rawSha256());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableResult e) {
            throw new IllegalStateException("the mirror holds what was read before", e);
        }
    }

    private There answer(ExportedAppeal now, Action action, boolean mustBeSent) {
        var answer = answerIn(now, action);
        return answer.map(one -> new There(one.sent() || !mustBeSent, one.guid()))
                .orElseGet(() -> new There(false, null));
    }

    /** By its name, else by its text: history has no other identity before version 13.2.5.0. */
    private static Optional<Answer> answerIn(ExportedAppeal now, Action action) {
        var answers = now.history().stream()
                .map(History::answer)
                .filter(Objects::nonNull)
                .toList();
        var byName = answers.stream()
                .filter(answer ->
                        action.gisAnswer() != null && action.gisAnswer().equals(answer.guid()))
                .findFirst();
        return byName.isPresent() || action.text() == null
                ? byName
                : answers.stream()
                        .filter(answer -> same(answer.text(), action.text()))
                        .findFirst();
    }

    private boolean isRedirected(ExportedAppeal now, Action action) {
        var receivers = organizations.rootsOf(Objects.requireNonNull(action.receiver()));
        return now.history().stream()
                .map(History::redirect)
                .filter(Objects::nonNull)
                .anyMatch(redirect -> receivers.contains(redirect.receiver()));
    }

    private static boolean isRolledOver(ExportedAppeal now, Action action) {
        return now.history().stream()
                .map(History::rollOver)
                .filter(Objects::nonNull)
                .anyMatch(rollOver -> Objects.equals(rollOver.until(), action.until()));
    }

    private static boolean same(@Nullable String there, @Nullable String ours) {
        return there != null && ours != null && bare(there).equals(bare(ours));
    }

    /** White space is what systems change on the way. */
    private static String bare(String text) {
        return String.join(" ", List.of(WireText.clean(text).strip().split("\\s+")));
    }
}
