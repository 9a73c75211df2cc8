package ru.priyomnaya.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.appeal.RegisterEvent.JournalErased;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes words of people out of the journal: who did what and when stays, and the chain still proves it (decision 0037). An entry
 * of ids, states, days and hashes keeps them.
 */
@Service
public class JournalErasure {
    private static final int PORTION = 200;
    /** An id, a day, a moment, a hash, the name of a state. */
    private static final Pattern PLAIN = Pattern.compile(
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\d{4}-\\d\\d-\\d\\d(T[0-9:.]+Z)?|[0-9a-f]{64}|[A-Z][A-Z0-9_]{1,40}");

    private static final Set<String> ALWAYS_WORDS =
            Set.of("reason", "comment", "text", "what", "diagnostic", "receipt", "finding");
    private static final Map<String, String> ABOUT = Map.of(
            "MESSAGE_DISMISSED", "intakeId",
            "BOUNCE_RECEIVED", "intakeId",
            "SCAN_DISMISSED", "scanId",
            "PAPER_LETTER_DISMISSED", "letterId");

    private final JdbcTemplate jdbc;
    private final Journal journal;
    private final JsonMapper json;

    JournalErasure(JdbcTemplate jdbc, Journal journal, JsonMapper json) {
        this.jdbc = jdbc;
        this.journal = journal;
        this.json = json;
    }

    /** The journal has not been sealed up to here yet: in some seconds it will be. */
    public static final class NotSealedYet extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        NotSealedYet() {
            super("The journal is not sealed up to here");
        }
    }

    /**
     * Erases the words in all entries of an appeal; returns in how many.
     *
     * @param erasure for whose sake
     * @throws NotSealedYet for entries of before the upgrade that nobody has sealed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int ofAppeal(UUID appealId, UUID erasure) {
        return erase(JournalRows.of(jdbc, appealId), appealId, erasure);
    }

    /**
     * Erases the words in entries about messages and scans that no appeal came of.
     *
     * @param ids of messages, scans and paper letters, as the journal writes them
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int about(Set<String> ids, UUID erasure) {
        if (ids.isEmpty()) {
            return 0;
        }
        var erased = 0;
        for (var kind : ABOUT.entrySet()) {
            erased += erase(
                    JdbcClient.create(jdbc)
                            .sql("""
                                    select %s, s.seq, s.hash, p.hash as previous from journal_entry e
                                    left join journal_seal s on s.entry_id = e.id left join journal_seal p on p.seq = s.seq - 1
                                    where e.appeal_id is null and e.event = :event and e.details not like '{"erased":%%'
                                      and e.details::jsonb ->> :key in (:ids)
                                    """.formatted(JournalRows.COLUMNS))
                            .param("event", kind.getKey())
                            .param("key", kind.getValue())
                            .param("ids", ids)
                            .query((row, n) -> JournalRows.sealed(row))
                            .list(),
                    null,
                    erasure);
        }
        return erased;
    }

    private int erase(List<SealedEntry> entries, @Nullable UUID appeal, UUID erasure) {
        var wordy = entries.stream()
                .filter(entry -> !entry.isErased()
                        && !entry.event().equals(AuditEvent.JOURNAL_ERASED.name())
                        && !isPlain("", json.readTree(entry.details())))
                .toList();
        for (int from = 0; from < wordy.size(); from += PORTION) {
            var witnesses = new TreeMap<Long, String>();
            for (var entry : wordy.subList(from, Math.min(from + PORTION, wordy.size()))) {
                if (entry.digest() == null && entry.seal() == null) {
                    throw new NotSealedYet();
                }
                if (!entry.isSound(new HashMap<>())) { // what is forged already must not be blessed
                    throw new IllegalStateException("Entry %d is not what was sealed".formatted(entry.id()));
                }
                witnesses.put(entry.id(), JournalHash.witness(entry));
            }
            var eraser = journal.writeNow(new JournalErased(appeal, erasure, witnesses), appeal);
            witnesses.keySet().forEach(id -> jdbc.query("select journal_erase(?, ?)", row -> {}, id, eraser));
        }
        return wordy.size();
    }

    private static boolean isPlain(String name, JsonNode node) {
        if (node.isString()) {
            return !ALWAYS_WORDS.contains(name)
                    && PLAIN.matcher(node.asString()).matches();
        }
        if (node.isArray()) {
            return node.values().stream().allMatch(one -> isPlain(name, one));
        }
        return node.properties().stream().allMatch(one -> isPlain(one.getKey(), one.getValue()));
    }
}
