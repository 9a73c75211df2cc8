package ru.priyomnaya.document;

import java.io.IOException;
import java.time.Duration;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;

/** Collects orphans: bytes written for a transaction that never committed. */
@RouteBean("documentSweep")
class DocumentSweep {
    private static final Duration YOUNG = Duration.ofDays(1);

    private final FileDocumentStore store;
    private final Documents documents;
    private final ChannelPulse pulse;

    DocumentSweep(FileDocumentStore store, Documents documents, ChannelPulse pulse) {
        this.store = store;
        this.documents = documents;
        this.pulse = pulse;
    }

    /** Returns how many files were deleted. */
    public int sweep() throws IOException {
        var swept = store.sweep(YOUNG, documents::isKept);
        pulse.succeeded("document-sweep");
        return swept;
    }
}
