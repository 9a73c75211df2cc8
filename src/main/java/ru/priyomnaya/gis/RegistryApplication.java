package ru.priyomnaya.gis;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.appeal.CaseChanges;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.gis.wire.ReplyReader;
import ru.priyomnaya.gis.wire.ReplyReader.RegistryOrganization;
import ru.priyomnaya.gis.wire.UnreadableResult;
import ru.priyomnaya.gis.wire.WireReply.Problem;

/** Takes up what the registry of organisations and dictionary 220 have told. */
@Component
class RegistryApplication implements ResultHandler {
    private final GisOrganizations organizations;
    private final GisTopics topics;
    private final Mirror mirror;
    private final CaseChanges cases;
    private final Exchanges exchanges;
    private final Asks asks;
    private final Documents documents;
    private final TransactionTemplate transaction;

    RegistryApplication(
            GisOrganizations organizations,
            GisTopics topics,
            Mirror mirror,
            CaseChanges cases,
            Exchanges exchanges,
            Asks asks,
            Documents documents,
            PlatformTransactionManager transactions) {
        this.organizations = organizations;
        this.topics = topics;
        this.mirror = mirror;
        this.cases = cases;
        this.exchanges = exchanges;
        this.asks = asks;
        this.documents = documents;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.EXPORT_ORGANIZATIONS, Operation.EXPORT_TOPICS);
    }

    @Override
    public void apply(Exchange exchange) throws IOException, UnreadableResult {
        try (var result = documents.open(Objects.requireNonNull(exchange.resultSha256()))) {
            if (exchange.operation() == Operation.EXPORT_TOPICS) {
                var page = ReplyReader.topics(result);
                transaction.executeWithoutResult(status -> {
                    page.topics().stream()
                            .filter(topic -> topics.nameOf(topic.code()).isEmpty())
                            .forEach(topic -> cases.topicNamed(GisTopics.unnamed(topic.code()), topic.name()));
                    topics.keep(page.topics());
                    exchanges.applied(exchange.id(), "Тем " + page.topics().size());
                });
                var number = Integer.parseInt(exchange.subject().get(0));
                if (number < page.pages()) {
                    asks.ask(Operation.EXPORT_TOPICS, List.of(String.valueOf(number + 1)));
                }
            } else {
                var found = ReplyReader.organizations(result);
                transaction.executeWithoutResult(status -> enter(exchange, found));
            }
        }
    }

    private void enter(Exchange exchange, List<RegistryOrganization> found) {
        for (var one : found) {
            organizations.keep(one);
            for (var known : mirror.of(one.root())) {
                cases.organizationNamed(Objects.requireNonNull(known.appealId()), one.name(), one.inn());
            }
        }
        exchange.subject().forEach(organizations::answered);
        exchanges.applied(exchange.id(), "Организаций " + found.size());
    }

    @Override
    public void empty(Exchange exchange) {
        if (exchange.operation() == Operation.EXPORT_ORGANIZATIONS) {
            exchange.subject().forEach(organizations::answered);
        }
    }

    @Override
    public void refused(Exchange exchange, Problem problem) {
        if (exchange.operation() == Operation.EXPORT_ORGANIZATIONS) {
            organizations.refused(exchange.subject());
        }
    }
}
