package ru.priyomnaya.document;

import java.io.IOException;
import java.time.Duration;
import ru.priyomnaya.routing.RouteBean;

/** Collects orphans: bytes written for a transaction that never committed. */
@RouteBean("documentSweep")
class DocumentSweep {
    private static final Duration YOUNG = Duration.ofDays(1);

    private final FileDocumentStore store;
    private final Documents documents;

    DocumentSweep(FileDocumentStore store, Documents documents) {
        this.store = store;
        this.documents = documents;
    }

    /** Returns how many files were deleted. */
    public int sweep() throws IOException {
        return store.sweep(YOUNG, documents::isKept);
    }
}
