package ru.priyomnaya.document;

import java.io.IOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Destroys bytes that nothing names any more, at once and not with the sweep. Rows first, in the caller's transaction; the files
 * after it, by a list that survives a crash.
 */
@Service
@EnableConfigurationProperties(DocumentProperties.class)
public class DocumentDestruction {
    private static final int PORTION = 200;

    private final JdbcTemplate jdbc;
    private final FileDocumentStore store;
    private final List<OtherCopies> others;
    private final DocumentProperties properties;
    private final Clock clock;

    DocumentDestruction(
            JdbcTemplate jdbc,
            FileDocumentStore store,
            List<OtherCopies> others,
            DocumentProperties properties,
            Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.others = others;
        this.properties = properties;
        this.clock = clock;
    }

    /** Gives up the documents that no row names now; returns how many. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int doom(Collection<String> documents) {
        if (documents.isEmpty()) {
            return 0;
        }
        var hashes = documents.toArray(String[]::new);
        jdbc.update("delete from document d where d.sha256 = any(?) and %s".formatted(unnamed()), (Object) hashes);
        var gone = jdbc.queryForList(
                "select distinct s from unnest(?) s where not exists (select 1 from document where sha256 = s)",
                String.class,
                (Object) hashes);
        var now = OffsetDateTime.now(clock);
        jdbc.batchUpdate(
                "insert into document_doomed (sha256, since) values (?, ?) on conflict do nothing",
                gone.stream().map(sha256 -> new Object[] {sha256, now}).toList());
        return gone.size();
    }

    /** No row of any table names it; what only describes a document goes with it. */
    private String unnamed() {
        return jdbc
                .query(
                        """
                        select c.conrelid::regclass::text, quote_ident(a.attname) from pg_constraint c
                        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                        where c.contype = 'f' and c.confrelid = 'document'::regclass and c.confdeltype <> 'c'
                        """,
                        (row, n) -> "not exists (select 1 from %s x where x.%s = d.sha256)"
                                .formatted(row.getString(1), row.getString(2)))
                .stream()
                .collect(Collectors.joining(" and "));
    }

    /**
     * Deletes files of the list; returns how many still wait. A file that was touched lately waits: somebody may be about to name
     * it. While somebody copies all of them, all wait.
     */
    @Transactional
    public int destroy() throws IOException {
        if (SweepLock.take(jdbc)) {
            destroyPortion();
        }
        var waiting = jdbc.queryForObject("select count(*) from document_doomed", Integer.class);
        return waiting == null ? 0 : waiting;
    }

    private void destroyPortion() throws IOException {
        var untouchedSince = clock.instant().minus(properties.destroyUntouched());
        for (var sha256 : jdbc.queryForList(
                "select sha256 from document_doomed order by since, sha256 limit " + PORTION, String.class)) {
            var named = Boolean.TRUE.equals(jdbc.queryForObject(
                    "select exists (select 1 from document where sha256 = ?)", Boolean.class, sha256));
            if (named || store.destroy(sha256, untouchedSince)) {
                if (!named) {
                    for (var other : others) {
                        other.destroy(sha256);
                    }
                }
                jdbc.update("delete from document_doomed where sha256 = ?", sha256);
            } else {
                // Behind the others, which may be old enough.
                jdbc.update("update document_doomed set since = ? where sha256 = ?", OffsetDateTime.now(clock), sha256);
            }
        }
    }
}
