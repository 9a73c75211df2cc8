package ru.priyomnaya.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads entries with their links, as whoever checks them wants to see them. */
final class JournalRows {
    /** Of {@code journal_entry e}, without a link. */
    static final String COLUMNS =
            "e.id, e.at, e.actor, e.event, e.appeal_id::text as appeal_id, e.details, e.salt, e.digest";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JournalRows() {}

    /** Of {@link #COLUMNS} alone. */
    static SealedEntry unsealed(ResultSet row) throws SQLException {
        return entry(row, null, null, null);
    }

    /** Of {@link #COLUMNS} and {@code seq, hash, previous}; the first of the chain has no previous of its own. */
    static SealedEntry sealed(ResultSet row) throws SQLException {
        var seal = row.getString("hash");
        return seal == null
                ? unsealed(row)
                : entry(
                        row,
                        row.getLong("seq"),
                        Optional.ofNullable(row.getString("previous")).orElse(JournalHash.GENESIS),
                        seal);
    }

    static SealedEntry entry(ResultSet row, @Nullable Long seq, @Nullable String previous, @Nullable String seal)
            throws SQLException {
        return new SealedEntry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("event"),
                row.getString("appeal_id"),
                row.getString("details"),
                row.getString("salt"),
                row.getString("digest"),
                seq,
                previous,
                seal);
    }

    /** The entries of an appeal with their links, in order. */
    static List<SealedEntry> of(JdbcTemplate jdbc, UUID appealId) {
        return jdbc.query("""
                select %s, s.seq, s.hash, p.hash as previous from journal_entry e
                left join journal_seal s on s.entry_id = e.id left join journal_seal p on p.seq = s.seq - 1
                where e.appeal_id = ? order by e.at, e.id
                """.formatted(COLUMNS), (row, n) -> sealed(row), appealId);
    }

    /** What the entries that erase say: id of an erased entry → its witness. */
    static Map<Long, String> witnesses(JdbcTemplate jdbc, List<Long> erasers) {
        var witnesses = new HashMap<Long, String>();
        if (!erasers.isEmpty()) {
            JdbcClient.create(jdbc)
                    .sql("select details from journal_entry where event = 'JOURNAL_ERASED' and id in (:ids)")
                    .param("ids", erasers)
                    .query(String.class)
                    .list()
                    .forEach(details -> witnesses.putAll(witnesses(details)));
        }
        return witnesses;
    }

    /** @param details of an entry JOURNAL_ERASED */
    static Map<Long, String> witnesses(String details) {
        var witnesses = new HashMap<Long, String>();
        try {
            for (var one : JSON.readTree(details).path("entries").properties()) {
                witnesses.put(Long.valueOf(one.getKey()), one.getValue().asString());
            }
        } catch (JacksonException | NumberFormatException forged) {
            return Map.of(); // who forges the entry that erased loses what it says
        }
        return witnesses;
    }
}
