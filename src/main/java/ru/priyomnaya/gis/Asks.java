package ru.priyomnaya.gis;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.gis.wire.Requests;
import ru.priyomnaya.gis.wire.Requests.Criterion;
import ru.priyomnaya.gis.wire.Requests.Sender;
import ru.priyomnaya.organization.Organizations;

/** Writes messages, signs them and stores them before anything is sent. */
@Component
class Asks {
    private static final int OGRNIP = 15;

    private final GisProperties properties;
    private final GisKeys keys;
    private final Exchanges exchanges;
    private final DocumentStore store;
    private final Documents documents;
    private final Organizations organizations;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Asks(
            GisProperties properties,
            GisKeys keys,
            Exchanges exchanges,
            DocumentStore store,
            Documents documents,
            Organizations organizations,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.properties = properties;
        this.keys = keys;
        this.exchanges = exchanges;
        this.store = store;
        this.documents = documents;
        this.organizations = organizations;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    Sender sender() {
        return new Sender(
                Objects.requireNonNull(properties.orgPpaGuid()),
                properties.operatorSignature(),
                properties.creatorName(),
                properties.creatorOperator());
    }

    OffsetDateTime date() {
        return clock.instant().atZone(organizations.first().zone()).toOffsetDateTime();
    }

    /** A reading; ready to be sent when this returns. */
    UUID ask(Operation operation, List<String> subject) throws IOException {
        return ask(operation, subject, null);
    }

    /** @param reconciles the exchange whose fate the answer decides */
    UUID ask(Operation operation, List<String> subject, @Nullable UUID reconciles) throws IOException {
        var message = UUID.randomUUID();
        var envelope = envelope(operation, subject, message);
        return keep(operation, subject, message, envelope, reconciles, id -> {});
    }

    private byte[] envelope(Operation operation, List<String> subject, UUID message) {
        return switch (operation) {
            case EXPORT_WINDOW ->
                Requests.exportWindow(
                        sender(),
                        message,
                        date(),
                        properties.exportVersion(),
                        LocalDate.parse(subject.get(0)),
                        LocalDate.parse(subject.get(1)),
                        properties.includeSystemAppeals());
            case EXPORT_APPEALS ->
                Requests.exportByGuid(sender(), message, date(), properties.exportVersion(), guids(subject));
            case EXPORT_ORGANIZATIONS ->
                Requests.exportOrganizations(
                        sender(),
                        message,
                        date(),
                        subject.stream().map(Asks::criterion).toList());
            case EXPORT_TOPICS -> Requests.exportTopics(sender(), message, date(), Integer.parseInt(subject.get(0)));
            case IMPORT_ANSWER -> throw new IllegalArgumentException("actions are written by Outgoing");
        };
    }

    static List<UUID> guids(List<String> subject) {
        return subject.stream().map(UUID::fromString).toList();
    }

    /** {@code ogrn:1027600000017}, the same with {@code /760401001}, or {@code root:0c3e…}. */
    private static Criterion criterion(String text) {
        var value = text.substring(text.indexOf(':') + 1);
        if (text.startsWith("root:")) {
            return new Criterion(null, null, null, UUID.fromString(value), null);
        }
        if (value.length() == OGRNIP) {
            return new Criterion(null, null, value, null, null);
        }
        var parts = value.split("/");
        return new Criterion(parts[0], parts.length > 1 ? parts[1] : null, null, null, null);
    }

    /** What is to be written in the transaction that makes the exchange known. */
    interface Together {
        void write(UUID exchange);
    }

    /** Signs, stores the bytes, then in one transaction the row and what belongs to it. */
    UUID keep(
            Operation operation,
            List<String> subject,
            UUID message,
            byte[] envelope,
            @Nullable UUID reconciles,
            Together together)
            throws IOException {
        var signed = keys.isConfigured()
                ? keys.open().signEnvelope(envelope, properties.signatureProfile())
                : envelope; // a plain-HTTP test stand takes unsigned requests
        var document = store.put(signed);
        var id = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            documents.keep(List.of(document));
            exchanges.insert(
                    id,
                    organizations.first().id(),
                    operation,
                    subject,
                    message,
                    document.sha256(),
                    reconciles,
                    clock.instant());
            together.write(id);
        });
        return id;
    }
}
