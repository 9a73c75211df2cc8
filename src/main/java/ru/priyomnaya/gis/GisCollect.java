package ru.priyomnaya.gis;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.Documents;
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
@RouteBean(
        value = "gisCollect",
        does = "отправляет сообщения в ГИС ЖКХ, опрашивает результаты по расписанию, применяет сохранённые результаты",
        gives = "сколько шагов сделано")
class GisCollect {
    static final String CHANNEL = "gis";
    private static final Logger log = LoggerFactory.getLogger(GisCollect.class);
    private static final int PORTION = 20;
    private static final int MOST_LOOKS = 5;
    static final String OUR_FAULT = "GIS-010";

    private final GisProperties properties;
    private final GisChannel channel;
    private final Exchanges exchanges;
    private final GisHttp http;
    private final Asks asks;
    private final Reconciliation reconciliation;
    private final ResultHandlers handlers;
    private final Treatments treatments;
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
            Reconciliation reconciliation,
            ResultHandlers handlers,
            Treatments treatments,
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
        this.reconciliation = reconciliation;
        this.handlers = handlers;
        this.treatments = treatments;
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
            channel.unsigned(e);
            stumble(exchange, e);
        } catch (IOException | RuntimeException e) { // one message never stops the others
            log.error("Обмен {} ({}) не удался: {}", exchange.id(), exchange.operation(), Trace.of(e));
            stumble(exchange, e);
        }
    }

    private void stumble(Exchange exchange, Exception e) {
        exchanges.postpone(
                exchange.id(),
                clock.instant().plus(schedule.untilRetry(exchange.attempts() + exchange.looks() + 1)),
                OUR_FAULT,
                "Ошибка программы: " + e.getClass().getSimpleName());
    }

    // ── post ──

    private void post(Exchange exchange) {
        byte[] envelope;
        try {
            envelope = documents.bytes(exchange.requestSha256());
        } catch (IOException e) {
            log.error("Исходник обмена {} не читается: {}", exchange.id(), Trace.of(e));
            treatments.setAside(exchange, new Problem(OUR_FAULT, "Исходник сообщения не читается из хранилища"));
            return;
        }
        var retryAt = clock.instant().plus(schedule.untilRetry(exchange.attempts() + 1));
        exchanges.posting(exchange.id(), retryAt);
        var operation = exchange.operation();
        try (var reply = http.post(operation.service().path, operation.action(), envelope)) {
            reply.skew().ifPresent(channel::noteSkew);
            var answer = ReplyReader.read(reply.body(), reply.status());
            if (answer instanceof WireReply.Ack ack) {
                acknowledged(exchange, ack, retryAt);
            } else if (answer instanceof WireReply.Fault fault) {
                refused(exchange, fault.problem(), retryAt);
            } else if (answer instanceof WireReply.Noise noise) {
                unanswered(exchange, retryAt, noise.sentence());
            } else {
                unanswered(exchange, retryAt, "Вместо подтверждения пришёл другой ответ");
            }
        } catch (NotConnected e) {
            exchanges.notTaken(exchange);
            unanswered(exchange, retryAt, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            unanswered(exchange, retryAt, String.valueOf(e.getMessage()));
        }
    }

    private void acknowledged(Exchange exchange, WireReply.Ack ack, Instant retryAt) {
        if (ack.requester() != null && !ack.requester().equals(exchange.message())) {
            unanswered(exchange, retryAt, "Пришло подтверждение чужого сообщения");
            return;
        }
        exchanges.acknowledged(exchange.id(), ack.message(), clock.instant().plus(schedule.untilPoll(0)));
    }

    /** The very same bytes go again: with one MessageGUID the other side takes them once. */
    private void unanswered(Exchange exchange, Instant retryAt, String reason) {
        pulse.failed(CHANNEL, reason);
        exchanges.postpone(exchange.id(), retryAt, null, reason);
    }

    /** Refused before it was taken in; this says nothing about an earlier post that nobody answered. */
    private void refused(Exchange exchange, Problem problem, Instant retryAt) {
        if (problem.code().isEmpty()) {
            unanswered(exchange, retryAt, problem.sentence());
            return;
        }
        exchanges.notTaken(exchange);
        treatments.treat(exchange, problem);
    }

    // ── poll ──

    private void poll(Exchange exchange) throws IOException {
        var ack = Objects.requireNonNull(exchange.ack());
        var service = exchange.operation().service();
        var request = Requests.getState(asks.sender(), UUID.randomUUID(), asks.date(), ack, service.systemHeader);
        var retryAt = clock.instant().plus(schedule.untilRetry(3));
        try (var reply = http.post(service.path, "getState", request)) {
            reply.skew().ifPresent(channel::noteSkew);
            var answer = ReplyReader.read(reply.body(), reply.status());
            if (answer instanceof WireReply.State state && state.state() == 3) {
                store(exchange, reply);
            } else if (answer instanceof WireReply.State && schedule.isTooLate(exchange, clock.instant())) {
                treatments.overdue(exchange);
            } else if (answer instanceof WireReply.State) {
                exchanges.polled(exchange.id(), clock.instant().plus(schedule.untilPoll(exchange.polls() + 1)));
            } else if (answer instanceof WireReply.Fault fault
                    && !fault.problem().code().isEmpty()) {
                treatments.refusedToTell(exchange, fault.problem());
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

    /** The raw bytes first, parsing afterwards. */
    private void store(Exchange exchange, Reply reply) throws IOException {
        var document = store.put(reply.body());
        transaction.executeWithoutResult(status -> {
            documents.keep(List.of(document));
            exchanges.stored(exchange.id(), document.sha256());
        });
    }

    // ── apply ──

    private void apply(Exchange exchange) {
        exchanges.looked(exchange.id(), clock.instant().plus(schedule.untilRetry(exchange.looks() + 1)));
        try {
            var state = stateOf(exchange);
            if (state != null && state.error() != null) {
                treatments.treat(exchange, state.error());
            } else {
                handlers.of(exchange.operation()).apply(exchange);
                pulse.succeeded(CHANNEL);
            }
        } catch (UnreadableResult e) {
            treatments.unreadable(exchange, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            log.error("Результат обмена {} не применяется: {}", exchange.id(), Trace.of(e));
            if (exchange.looks() + 1 >= MOST_LOOKS) {
                treatments.unreadable(
                        exchange, "Результат не применяется: " + e.getClass().getSimpleName());
            } else {
                stumble(exchange, e);
            }
        }
    }

    private WireReply.@Nullable State stateOf(Exchange exchange) throws IOException {
        try (var result = documents.open(Objects.requireNonNull(exchange.resultSha256()))) {
            return ReplyReader.read(result, 200) instanceof WireReply.State state ? state : null;
        }
    }

    // ── look ──

    private void look(Exchange exchange) throws IOException {
        exchanges.defer(exchange.id(), clock.instant().plus(schedule.untilLook(exchange.looks())));
        reconciliation.ask(exchange);
    }
}
