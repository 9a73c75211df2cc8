package ru.priyomnaya.gis;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.gis.ErrorPolicies.Policy;
import ru.priyomnaya.gis.GisHttp.NotConnected;
import ru.priyomnaya.gis.GisHttp.Reply;
import ru.priyomnaya.gis.wire.ReplyReader;
import ru.priyomnaya.gis.wire.Requests;
import ru.priyomnaya.gis.wire.UnreadableResult;
import ru.priyomnaya.gis.wire.WireReply;
import ru.priyomnaya.gis.wire.WireReply.Problem;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;
import ru.priyomnaya.signing.SigningFailure;

/**
 * Moves exchanges along: post, poll, store the raw result, apply it once. Every step is written down before or after, so that a
 * crash at any point leaves a row that says what to do next.
 */
@RouteBean("gisCollect")
class GisCollect {
    static final String CHANNEL = "gis";
    private static final Logger log = LoggerFactory.getLogger(GisCollect.class);
    private static final int PORTION = 20;
    private static final int MOST_LOOKS = 5;
    private static final String OUR_FAULT = "GIS-010";

    private final GisProperties properties;
    private final GisChannel channel;
    private final Exchanges exchanges;
    private final GisHttp http;
    private final Asks asks;
    private final ErrorPolicies policies;
    private final Reconciliation reconciliation;
    private final Map<Operation, ResultHandler> handlers;
    private final DocumentStore store;
    private final Documents documents;
    private final ChannelPulse pulse;
    private final PollSchedule schedule;
    private final TransactionTemplate transaction;
    private final Clock clock;

    GisCollect(
            GisProperties properties,
            GisChannel channel,
            Exchanges exchanges,
            GisHttp http,
            Asks asks,
            ErrorPolicies policies,
            Reconciliation reconciliation,
            List<ResultHandler> handlers,
            DocumentStore store,
            Documents documents,
            ChannelPulse pulse,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.properties = properties;
        this.channel = channel;
        this.exchanges = exchanges;
        this.http = http;
        this.asks = asks;
        this.policies = policies;
        this.reconciliation = reconciliation;
        this.handlers = handlers.stream()
                .flatMap(handler -> handler.operations().stream().map(operation -> Map.entry(operation, handler)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        this.store = store;
        this.documents = documents;
        this.pulse = pulse;
        this.schedule = new PollSchedule(properties.polling());
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Takes the next step of what is due, at most twenty; returns how many. Nothing while the channel is off or stopped. */
    public int work() {
        if (!properties.isConfigured() || !channel.hold() || channel.stopped().isPresent()) {
            return 0;
        }
        var steps = 0;
        for (var exchange : exchanges.due(channel.organization(), PORTION)) {
            if (!channel.hold() || channel.stopped().isPresent()) {
                break;
            }
            step(exchange);
            steps++;
        }
        return steps;
    }

    private void step(Exchange exchange) {
        try {
            switch (exchange.state()) {
                case READY -> post(exchange);
                case ACKED -> poll(exchange);
                case STORED -> apply(exchange);
                case RECONCILING -> look(exchange);
                case APPLIED, FAILED -> {}
            }
        } catch (SigningFailure e) {
            channel.stop(e.code(), String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) { // one message never stops the others
            log.error("Обмен {} ({}) не удался", exchange.id(), exchange.operation(), e);
            exchanges.postpone(
                    exchange.id(),
                    clock.instant().plus(schedule.untilRetry(exchange.attempts() + exchange.looks() + 1)),
                    OUR_FAULT,
                    "Ошибка программы: " + e.getClass().getSimpleName());
        }
    }

    // ── post ──

    private void post(Exchange exchange) throws IOException {
        var retryAt = clock.instant().plus(schedule.untilRetry(exchange.attempts() + 1));
        exchanges.posting(exchange.id(), retryAt);
        var operation = exchange.operation();
        try (var reply =
                http.post(operation.service().path, operation.action(), documents.bytes(exchange.requestSha256()))) {
            channelAnswered(reply);
            var answer = ReplyReader.read(reply.body(), reply.status());
            if (answer instanceof WireReply.Ack ack) {
                acknowledged(exchange, ack);
            } else if (answer instanceof WireReply.Fault fault) {
                refused(exchange, fault.problem());
            } else if (answer instanceof WireReply.Noise noise) {
                unanswered(exchange, retryAt, noise.sentence());
            } else {
                unanswered(exchange, retryAt, "Вместо подтверждения пришёл другой ответ");
            }
        } catch (NotConnected e) {
            unanswered(exchange, retryAt, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            unanswered(exchange, retryAt, String.valueOf(e.getMessage()));
        }
    }

    private void channelAnswered(Reply reply) {
        pulse.succeeded(CHANNEL);
        reply.skew().ifPresent(channel::noteSkew);
    }

    private void acknowledged(Exchange exchange, WireReply.Ack ack) {
        if (ack.requester() != null && !ack.requester().equals(exchange.message())) {
            log.warn("Обмен {}: подтверждение чужого сообщения", exchange.id());
        }
        exchanges.acknowledged(exchange.id(), ack.message(), clock.instant().plus(schedule.untilPoll(0)));
    }

    /** The very same bytes go again: with one MessageGUID the other side takes them once. */
    private void unanswered(Exchange exchange, Instant retryAt, String reason) {
        pulse.failed(CHANNEL, reason);
        exchanges.postpone(exchange.id(), retryAt, null, reason);
    }

    /** Refused before it was taken in. */
    private void refused(Exchange exchange, Problem problem) throws IOException {
        if (problem.code().isEmpty()) {
            var retryAt = clock.instant().plus(schedule.untilRetry(exchange.attempts() + 1));
            unanswered(exchange, retryAt, problem.sentence());
            return;
        }
        treat(exchange, problem, policies.of(problem.code()));
    }

    // ── poll ──

    private void poll(Exchange exchange) throws IOException {
        if (schedule.isTooLate(exchange, clock.instant())) {
            overdue(exchange);
            return;
        }
        var ack = Objects.requireNonNull(exchange.ack());
        var service = exchange.operation().service();
        var request = Requests.getState(asks.sender(), UUID.randomUUID(), asks.date(), ack, service.systemHeader);
        var retryAt = clock.instant().plus(schedule.untilRetry(3));
        try (var reply = http.post(service.path, "getState", request)) {
            channelAnswered(reply);
            var answer = ReplyReader.read(reply.body(), reply.status());
            if (answer instanceof WireReply.State state && state.state() == 3) {
                store(exchange, reply);
            } else if (answer instanceof WireReply.State) {
                exchanges.polled(exchange.id(), clock.instant().plus(schedule.untilPoll(exchange.polls() + 1)));
            } else if (answer instanceof WireReply.Fault fault
                    && !fault.problem().code().isEmpty()) {
                pollRefused(exchange, fault.problem());
            } else {
                unanswered(exchange, retryAt, sentence(answer));
            }
        } catch (IOException e) {
            unanswered(exchange, retryAt, String.valueOf(e.getMessage()));
        }
    }

    private static String sentence(WireReply answer) {
        return answer instanceof WireReply.Noise noise
                ? noise.sentence()
                : answer instanceof WireReply.Fault fault ? fault.problem().sentence() : "Непонятный ответ на getState";
    }

    /** A refused question is not a refused message: only «not found» says something about the message itself. */
    private void pollRefused(Exchange exchange, Problem problem) throws IOException {
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

    private void overdue(Exchange exchange) throws IOException {
        var sentence = "ГИС ЖКХ не дала результата за отведённое время";
        if (exchange.operation().reads()) {
            exchanges.failed(exchange.id(), "GIS-011", sentence);
            pulse.failed(CHANNEL, sentence);
            again(exchange, clock.instant());
        } else {
            exchanges.reconcile(exchange.id(), clock.instant(), "GIS-011", sentence);
        }
    }

    /** The raw bytes first, parsing afterwards. */
    private void store(Exchange exchange, Reply reply) throws IOException {
        var document = store.put(reply.body());
        transaction.executeWithoutResult(status -> {
            documents.keep(List.of(document));
            exchanges.stored(exchange.id(), document.sha256());
        });
    }

    // ── apply ──

    private void apply(Exchange exchange) throws IOException {
        exchanges.looking(exchange.id(), clock.instant().plus(schedule.untilRetry(exchange.looks() + 1)));
        WireReply answer;
        try (var result = documents.open(Objects.requireNonNull(exchange.resultSha256()))) {
            answer = ReplyReader.read(result, 200);
        }
        if (answer instanceof WireReply.State state && state.error() != null) {
            var policy = policies.of(state.error().code());
            treat(exchange, state.error(), policy);
            return;
        }
        var handler = Objects.requireNonNull(handlers.get(exchange.operation()));
        try {
            handler.apply(exchange);
        } catch (UnreadableResult e) {
            unreadable(exchange, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            if (exchange.looks() + 1 >= MOST_LOOKS) {
                log.error("Результат обмена {} не применяется", exchange.id(), e);
                unreadable(exchange, "Результат не применяется: " + e.getClass().getSimpleName());
            } else {
                throw e;
            }
        }
    }

    private void unreadable(Exchange exchange, String sentence) {
        pulse.failed(CHANNEL, sentence);
        if (exchange.operation().reads()) {
            exchanges.failed(exchange.id(), OUR_FAULT, sentence);
        } else {
            exchanges.reconcile(exchange.id(), clock.instant().plus(schedule.untilLook(0)), OUR_FAULT, sentence);
        }
    }

    // ── errors by the table ──

    private void treat(Exchange exchange, Problem problem, Policy policy) throws IOException {
        var sentence = problem.sentence();
        if (policy.treatment() != ErrorPolicies.Treatment.EMPTY) { // nothing new is no news
            log.info("Обмен {} ({}): {}, {}", exchange.id(), exchange.operation(), problem.code(), policy.treatment());
        }
        switch (policy.treatment()) {
            case EMPTY -> empty(exchange);
            case RETRY -> retry(exchange, problem, policy);
            case REBUILD -> rebuild(exchange, problem, policy);
            case RECONCILE -> {
                if (exchange.operation().reads()) {
                    rebuild(exchange, problem, policy);
                } else {
                    exchanges.reconcile(
                            exchange.id(), clock.instant().plus(schedule.untilLook(0)), problem.code(), sentence);
                }
            }
            case STOP -> {
                // The message waits where it is; it goes on when somebody has put right what is wrong.
                exchanges.postpone(exchange.id(), clock.instant(), problem.code(), sentence);
                channel.stop(problem.code(), problem.description());
                pulse.failed(CHANNEL, sentence);
            }
            case REFUSE -> refuse(exchange, problem);
        }
    }

    private void empty(Exchange exchange) {
        transaction.executeWithoutResult(status -> {
            Objects.requireNonNull(handlers.get(exchange.operation())).empty(exchange);
            exchanges.applied(exchange.id(), "Пусто");
        });
    }

    private void retry(Exchange exchange, Problem problem, Policy policy) throws IOException {
        if (exchange.state() == ExchangeState.STORED) {
            rebuild(
                    exchange, problem,
                    policy); // it was processed and failed: the same message would not be looked at again
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

    /** An identical message would fail for ever: new GUIDs, time and signature. Answers only after a look at what is there. */
    private void rebuild(Exchange exchange, Problem problem, Policy policy) throws IOException {
        if (!exchange.operation().reads()) {
            exchanges.reconcile(
                    exchange.id(), clock.instant().plus(schedule.untilLook(0)), problem.code(), problem.sentence());
            return;
        }
        exchanges.failed(exchange.id(), problem.code(), problem.sentence());
        if (exchange.generation() < policy.mostAttempts()) {
            again(exchange, clock.instant().plus(schedule.pause(policy.pause())));
        } else {
            pulse.failed(CHANNEL, problem.sentence());
        }
    }

    private void again(Exchange exchange, Instant notBefore) throws IOException {
        asks.ask(exchange.operation(), exchange.subject(), notBefore, exchange.reconciles(), exchange.generation() + 1);
    }

    private void refuse(Exchange exchange, Problem problem) {
        transaction.executeWithoutResult(status -> {
            Objects.requireNonNull(handlers.get(exchange.operation())).refused(exchange, problem);
            exchanges.failed(exchange.id(), problem.code(), problem.sentence());
        });
        if (exchange.operation().reads()) {
            pulse.failed(CHANNEL, problem.sentence());
        }
    }

    // ── reconcile ──

    private void look(Exchange exchange) throws IOException {
        exchanges.looking(exchange.id(), clock.instant().plus(schedule.untilLook(exchange.looks())));
        reconciliation.ask(exchange);
    }
}
