package ru.priyomnaya.gis;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.gis.ErrorPolicies.Policy;
import ru.priyomnaya.gis.ErrorPolicies.Treatment;
import ru.priyomnaya.gis.wire.WireReply.Problem;
import ru.priyomnaya.routing.ChannelPulse;

/**
 * What becomes of an exchange that did not go well: by the table of codes, and by whether it may have been carried out all the
 * same. Readings are simply asked again; nothing that may have been done is sent a second time unseen.
 */
@Component
class Treatments {
    private static final Logger log = LoggerFactory.getLogger(Treatments.class);

    private final GisChannel channel;
    private final Exchanges exchanges;
    private final ErrorPolicies policies;
    private final Reconciliation reconciliation;
    private final ResultHandlers handlers;
    private final ChannelPulse pulse;
    private final PollSchedule schedule;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Treatments(
            GisProperties properties,
            GisChannel channel,
            Exchanges exchanges,
            ErrorPolicies policies,
            Reconciliation reconciliation,
            ResultHandlers handlers,
            ChannelPulse pulse,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.channel = channel;
        this.exchanges = exchanges;
        this.policies = policies;
        this.reconciliation = reconciliation;
        this.handlers = handlers;
        this.pulse = pulse;
        this.schedule = new PollSchedule(properties.polling());
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Refused as a whole: at the door, or by the result. */
    void treat(Exchange exchange, Problem problem) {
        treat(exchange, problem, policies.of(problem.code()));
    }

    private void treat(Exchange exchange, Problem problem, Policy policy) {
        if (policy.treatment() != Treatment.EMPTY) { // nothing new is no news
            log.info("Обмен {} ({}): {}, {}", exchange.id(), exchange.operation(), problem.code(), policy.treatment());
        }
        switch (policy.treatment()) {
            case EMPTY -> empty(exchange, problem);
            case RETRY -> retry(exchange, problem, policy);
            case REBUILD -> rebuild(exchange, problem, policy);
            case RECONCILE -> lookInto(exchange, problem);
            case STOP -> {
                channel.stop(problem.code(), problem.description());
                pulse.failed(GisCollect.CHANNEL, problem.sentence());
                setAside(exchange, problem);
            }
            case REFUSE -> refuse(exchange, problem);
        }
    }

    private void empty(Exchange exchange, Problem problem) {
        if (!exchange.operation().reads()) { // «nothing to export» is no answer to an import
            reconcile(exchange, problem.code(), problem.sentence());
            return;
        }
        handlers.of(exchange.operation()).empty(exchange);
        exchanges.applied(exchange.id(), "Пусто");
        pulse.succeeded(GisCollect.CHANNEL);
    }

    private void retry(Exchange exchange, Problem problem, Policy policy) {
        if (exchange.state() == ExchangeState.STORED) {
            lookInto(exchange, problem); // it was processed and failed: the same message would not be looked at again
        } else if (exchange.attempts() >= policy.mostAttempts()) {
            refuse(exchange, problem);
        } else {
            exchanges.postpone(
                    exchange.id(),
                    clock.instant().plus(schedule.pause(policy.pause())),
                    problem.code(),
                    problem.sentence());
        }
    }

    /** An identical message would fail for ever: new GUIDs, time and signature. */
    private void rebuild(Exchange exchange, Problem problem, Policy policy) {
        if (wasSurelyRefused(exchange)) {
            writeAnew(exchange, problem, schedule.pause(policy.pause()), policy.mostAttempts());
        } else {
            lookInto(exchange, problem);
        }
    }

    /** Readings are simply asked again; for actions ГИС ЖКХ is asked what it did with them. */
    private void lookInto(Exchange exchange, Problem problem) {
        if (exchange.operation().reads()) {
            abandon(exchange, problem.code(), problem.sentence());
        } else {
            reconcile(exchange, problem.code(), problem.sentence());
        }
    }

    /** An import at the door, and no earlier post whose fate nobody knows. */
    private static boolean wasSurelyRefused(Exchange exchange) {
        return !exchange.operation().reads() && exchange.state() == ExchangeState.READY && exchange.doubtAt() == null;
    }

    private void writeAnew(Exchange exchange, Problem problem, Duration pause, int mostSendings) {
        transaction.executeWithoutResult(status -> {
            reconciliation.writeAnew(exchange, problem, clock.instant().plus(pause), mostSendings);
            exchanges.failed(exchange.id(), problem.code(), problem.sentence());
        });
    }

    /** When somebody has put right what stops the channel, neither the old signature nor the stored refusal will do. */
    void setAside(Exchange exchange, Problem problem) {
        if (exchange.state() == ExchangeState.ACKED) {
            exchanges.postpone(exchange.id(), clock.instant(), problem.code(), problem.sentence());
        } else if (wasSurelyRefused(exchange)) {
            writeAnew(exchange, problem, Duration.ZERO, Integer.MAX_VALUE);
        } else {
            lookInto(exchange, problem);
        }
    }

    private void refuse(Exchange exchange, Problem problem) {
        var atTheDoor = exchange.state() == ExchangeState.READY;
        if (!exchange.operation().reads() && atTheDoor && !wasSurelyRefused(exchange)) {
            reconcile(exchange, problem.code(), problem.sentence());
            return;
        }
        transaction.executeWithoutResult(status -> {
            handlers.of(exchange.operation()).refused(exchange, problem);
            exchanges.failed(exchange.id(), problem.code(), problem.sentence());
        });
        if (exchange.operation().reads()) {
            pulse.failed(GisCollect.CHANNEL, problem.sentence());
        }
    }

    /** A refused question is not a refused message: only «not found» says something about the message itself. */
    void refusedToTell(Exchange exchange, Problem problem) {
        var policy = policies.of(problem.code());
        switch (policy.treatment()) {
            case RECONCILE, STOP -> treat(exchange, problem, policy);
            case EMPTY, RETRY, REBUILD, REFUSE ->
                exchanges.postpone(
                        exchange.id(),
                        clock.instant()
                                .plus(schedule.pause(policy.pause()))
                                .plus(schedule.untilPoll(exchange.polls() + 1)),
                        problem.code(),
                        problem.sentence());
        }
    }

    /** No result came in the time that is allowed. */
    void overdue(Exchange exchange) {
        var sentence = "ГИС ЖКХ не дала результата за отведённое время";
        if (exchange.operation().reads()) {
            abandon(exchange, "GIS-011", sentence);
        } else {
            exchanges.reconcile(exchange.id(), clock.instant(), "GIS-011", sentence);
        }
    }

    /** What came cannot be taken up. */
    void unreadable(Exchange exchange, String sentence) {
        if (exchange.operation().reads()) {
            abandon(exchange, GisCollect.OUR_FAULT, sentence);
        } else {
            pulse.failed(GisCollect.CHANNEL, sentence);
            reconcile(exchange, GisCollect.OUR_FAULT, sentence);
        }
    }

    /** A reading that came to nothing: the regular questions, or the reconciliation that waits for it, ask anew. */
    private void abandon(Exchange exchange, String code, String sentence) {
        exchanges.failed(exchange.id(), code, sentence);
        pulse.failed(GisCollect.CHANNEL, sentence);
    }

    private void reconcile(Exchange exchange, String code, String sentence) {
        exchanges.reconcile(exchange.id(), clock.instant().plus(schedule.untilLook(0)), code, sentence);
    }
}
