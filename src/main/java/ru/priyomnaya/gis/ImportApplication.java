package ru.priyomnaya.gis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.gis.ErrorPolicies.Treatment;
import ru.priyomnaya.gis.wire.ReplyReader;
import ru.priyomnaya.gis.wire.ReplyReader.ImportRow;
import ru.priyomnaya.gis.wire.UnreadableResult;
import ru.priyomnaya.gis.wire.WireReply.Problem;

/** Takes up the result of an importAnswer: one row for each action, found by TransportGUID; some may fail while others succeed. */
@Component
class ImportApplication implements ResultHandler {
    private final Actions actions;
    private final ActionResults results;
    private final Exchanges exchanges;
    private final ErrorPolicies policies;
    private final GisChannel channel;
    private final Asks asks;
    private final Documents documents;
    private final PollSchedule schedule;
    private final Clock clock;

    ImportApplication(
            Actions actions,
            ActionResults results,
            Exchanges exchanges,
            ErrorPolicies policies,
            GisChannel channel,
            Asks asks,
            Documents documents,
            GisProperties properties,
            Clock clock) {
        this.actions = actions;
        this.results = results;
        this.exchanges = exchanges;
        this.policies = policies;
        this.channel = channel;
        this.asks = asks;
        this.documents = documents;
        this.schedule = new PollSchedule(properties.polling());
        this.clock = clock;
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.IMPORT_ANSWER);
    }

    /** The AnswerAction around an Answer has a TransportGUID of its own; this one. */
    static UUID outerOf(UUID transport) {
        return UUID.nameUUIDFromBytes((transport + "/answer-action").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void apply(Exchange exchange) throws IOException, UnreadableResult {
        List<ImportRow> rows;
        try (var result = documents.open(Objects.requireNonNull(exchange.resultSha256()))) {
            rows = ReplyReader.imported(result);
        }
        var byTransport = new HashMap<UUID, ImportRow>();
        for (var row : rows) {
            if (row.transport() != null) {
                byTransport.put(row.transport(), row);
            }
        }
        var touched = settle(exchange, byTransport);
        if (!touched.isEmpty()) {
            asks.ask(Operation.EXPORT_APPEALS, List.copyOf(touched)); // what do they look like now?
        }
    }

    private Set<String> settle(Exchange exchange, Map<UUID, ImportRow> rows) {
        var touched = new LinkedHashSet<String>();
        var done = 0;
        var refused = 0;
        var open = 0;
        for (var action : actions.sendingIn(exchange.id())) {
            var row = rowOf(action, rows);
            if (row == null) {
                open++;
            } else if (row.errors().isEmpty()) {
                results.alone(action, () -> results.done(action, row.guid()));
                touched.add(action.appealGuid().toString());
                done++;
            } else {
                results.alone(action, () -> refuse(action, row.errors()));
                refused++;
            }
        }
        if (open > 0) {
            exchanges.reconcile(
                    exchange.id(),
                    clock.instant().plus(schedule.untilLook(0)),
                    "GIS-012",
                    "В результате нет строк для действий: " + open);
        } else {
            exchanges.applied(exchange.id(), "Исполнено %d, отказано %d".formatted(done, refused));
        }
        return touched;
    }

    private static @Nullable ImportRow rowOf(Action action, Map<UUID, ImportRow> rows) {
        var transport = Objects.requireNonNull(action.transport());
        var own = rows.get(transport);
        var outer = rows.get(outerOf(transport));
        return own != null || outer == null || outer.errors().isEmpty() ? own : outer;
    }

    private void refuse(Action action, List<Problem> errors) {
        var first = errors.get(0);
        var sentence = errors.stream().map(Problem::sentence).collect(Collectors.joining("; "));
        var policy = policies.of(first.code());
        var passing = policy.treatment() == Treatment.RETRY || policy.treatment() == Treatment.REBUILD;
        if (policy.treatment() == Treatment.STOP) {
            channel.stop(first.code(), first.description());
            actions.again(action.id(), clock.instant(), action.alone(), sentence);
        } else if (passing && action.attempts() < policy.mostAttempts()) {
            actions.again(action.id(), clock.instant().plus(schedule.pause(policy.pause())), action.alone(), sentence);
        } else {
            results.refused(action, first.code().isEmpty() ? "GIS-013" : first.code(), sentence);
        }
    }

    /** One of several may be at fault for all: each is tried alone before any is refused. */
    @Override
    public void refused(Exchange exchange, Problem problem) {
        var carried = actions.sendingIn(exchange.id());
        for (var action : carried) {
            if (carried.size() > 1) {
                actions.again(action.id(), clock.instant(), true, problem.sentence());
            } else {
                results.refused(action, problem.code().isEmpty() ? "GIS-013" : problem.code(), problem.sentence());
            }
        }
    }
}
