package ru.priyomnaya.scan;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.SignedIn;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.document.StoredDocument;

/** The table of scans. */
@Repository
class Scans {
    private final JdbcClient jdbc;
    private final Documents documents;
    private final Clock clock;

    Scans(JdbcClient jdbc, Documents documents, Clock clock) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * A part of a file; empty when the same part of the same bytes was here before and is settled. What waited for a person is
     * looked at anew.
     *
     * @param part from 1; 0 for a file that cannot be read
     */
    Optional<UUID> add(StoredDocument source, String fileName, int part, StoredDocument letter, int pages) {
        documents.keep(List.of(source, letter));
        return jdbc.sql("""
                        insert into scan (id, source_sha256, part, file_name, sha256, pages, received_at, state)
                        values (:id, :source, :part, :name, :sha, :pages, :at, 'QUARANTINED')
                        on conflict (source_sha256, part) do update
                          set state = 'QUARANTINED', received_at = excluded.received_at, sha256 = excluded.sha256, pages = excluded.pages
                          where scan.state in ('QUARANTINED', 'DISMISSED')
                        returning id
                        """)
                .param("id", UUID.randomUUID())
                .param("source", source.sha256())
                .param("part", part)
                .param("name", fileName)
                .param("sha", letter.sha256())
                .param("pages", pages)
                .param("at", now())
                .query(UUID.class)
                .optional();
    }

    void found(UUID id, @Nullable UUID answerId, @Nullable Boolean signed) {
        jdbc.sql("update scan set answer_id = :answer, signed = :signed where id = :id")
                .param("answer", answerId)
                .param("signed", signed)
                .param("id", id)
                .update();
    }

    void settle(UUID id, ScanState state, @Nullable String code, @Nullable String problem) {
        jdbc.sql("""
                        update scan set state = :state, code = :code, problem = :problem, settled_by = :by, settled_at = :at where id = :id
                        """)
                .param("state", state.name())
                .param("code", code)
                .param("problem", problem)
                .param("by", CurrentPerson.find().map(SignedIn::username).orElse("программа"))
                .param("at", now())
                .param("id", id)
                .update();
    }

    /** Oldest first: what waits for a person. */
    List<Scan> open() {
        return jdbc.sql(Scan.SELECT
                        + " where s.state in ('WAITING', 'QUARANTINED') order by s.received_at, s.part limit 200")
                .query(Scan::of)
                .list();
    }

    List<Scan> list(@Nullable ScanState state, int page, int size) {
        var where = state == null ? "" : " where s.state = :state";
        var statement = jdbc.sql(Scan.SELECT + where + " order by s.received_at desc, s.id limit :size offset :skip")
                .param("size", size)
                .param("skip", (long) page * size);
        return (state == null ? statement : statement.param("state", state.name()))
                .query(Scan::of)
                .list();
    }

    /** @throws NoSuchScan when there is none */
    Scan get(UUID id) {
        return jdbc.sql(Scan.SELECT + " where s.id = :id")
                .param("id", id)
                .query(Scan::of)
                .optional()
                .orElseThrow(() -> new NoSuchScan(id));
    }

    /** As {@link #get}; whoever else wants to settle it waits. */
    Scan lock(UUID id) {
        jdbc.sql("select 1 from scan where id = :id for update")
                .param("id", id)
                .query(Integer.class)
                .optional();
        return get(id);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** No scan has this id; the API answers 404. */
    static class NoSuchScan extends RuntimeException {
        NoSuchScan(UUID id) {
            super("Нет скана " + id);
        }
    }
}
