package ru.priyomnaya.document;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** The documents that something refers to. What only lies on disk is an orphan and is swept after a day. */
@Service
public class Documents {
    private static final Logger log = LoggerFactory.getLogger(Documents.class);

    private final JdbcTemplate jdbc;
    private final DocumentStore store;
    private final Clock clock;

    Documents(JdbcTemplate jdbc, DocumentStore store, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.clock = clock;
    }

    /** Names the documents in the caller's transaction, before the rows that refer to them. */
    public void keep(Collection<StoredDocument> documents) {
        if (documents.isEmpty()) {
            return;
        }
        var now = OffsetDateTime.now(clock);
        // One order for all callers, or two transactions naming the same documents could wait for each other.
        var rows = documents.stream()
                .distinct()
                .sorted((a, b) -> a.sha256().compareTo(b.sha256()))
                .map(document -> new Object[] {document.sha256(), document.size(), now})
                .toList();
        jdbc.batchUpdate(
                "insert into document (sha256, size, created_at) values (?, ?, ?) on conflict do nothing", rows);
    }

    public InputStream open(String sha256) throws IOException {
        return store.open(sha256);
    }

    public byte[] bytes(String sha256) throws IOException {
        try (var stream = store.open(sha256)) {
            return stream.readAllBytes();
        }
    }

    /** In bytes; of a document that something refers to. */
    public long size(String sha256) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select size from document where sha256 = ?", Long.class, sha256));
    }

    /** Gives up a document that its last row no longer names; the bytes are swept later. One that is still named stays. */
    public void release(String sha256) {
        try {
            jdbc.update("delete from document where sha256 = ?", sha256);
        } catch (DataIntegrityViolationException stillNamed) {
            log.debug("Документ {} ещё нужен", sha256);
        }
    }

    boolean isKept(String sha256) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("select exists (select 1 from document where sha256 = ?)", Boolean.class, sha256));
    }
}
