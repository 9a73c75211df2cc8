package ru.priyomnaya.gis;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.gis.GisEvent.GisExchangeRead;

/** Exchanges as IT staff watch them. */
@Service
public class ExchangeDesk {
    private final Exchanges exchanges;
    private final Documents documents;
    private final ApplicationEventPublisher events;

    ExchangeDesk(Exchanges exchanges, Documents documents, ApplicationEventPublisher events) {
        this.exchanges = exchanges;
        this.documents = documents;
        this.events = events;
    }

    /** Newest first. */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'IT', 'AUDITOR')")
    public List<Exchange> list(ExchangeFilter filter, int page, int size) {
        return exchanges.list(filter, page, size);
    }

    /** @param oldest since when the longest waiting exchange waits */
    public record Open(int count, @Nullable Instant oldest) {}

    public Open open() {
        var open = exchanges.open();
        return new Open(open.count(), open.oldest());
    }

    /**
     * The bytes as sent, or as received: they hold personal data, so only an administrator sees them, and that is written down.
     *
     * @throws NoSuchExchange when there is none, or no result yet
     */
    @PreAuthorize("hasRole('ADMIN')")
    @Transactional
    public byte[] raw(UUID id, boolean result) throws IOException {
        var exchange = exchanges.find(id).orElseThrow(() -> new NoSuchExchange(id));
        var sha256 = result ? exchange.resultSha256() : exchange.requestSha256();
        if (sha256 == null) {
            throw new NoSuchExchange(id);
        }
        events.publishEvent(new GisExchangeRead(id));
        return documents.bytes(sha256);
    }

    /** No exchange has this id; answered with 404. */
    public static class NoSuchExchange extends RuntimeException {
        NoSuchExchange(UUID id) {
            super("Нет обмена " + id);
        }
    }
}
