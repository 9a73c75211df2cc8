package ru.priyomnaya.document;

import java.io.IOException;
import java.time.Duration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;

/** Collects orphans: bytes written for a transaction that never committed. */
@RouteBean(
        value = "documentSweep",
        does = "удаляет файлы старше суток, на которые ничто не ссылается",
        gives = "сколько файлов")
class DocumentSweep {
    private static final Duration YOUNG = Duration.ofDays(1);

    private final FileDocumentStore store;
    private final Documents documents;
    private final JdbcTemplate jdbc;
    private final ChannelPulse pulse;

    DocumentSweep(FileDocumentStore store, Documents documents, JdbcTemplate jdbc, ChannelPulse pulse) {
        this.store = store;
        this.documents = documents;
        this.jdbc = jdbc;
        this.pulse = pulse;
    }

    /** Returns how many files were deleted; none while a backup is being made. */
    @Transactional
    public int sweep() throws IOException {
        var swept = SweepLock.take(jdbc) ? store.sweep(YOUNG, documents::isKept) : 0;
        pulse.succeeded("document-sweep");
        return swept;
    }
}
