package ru.priyomnaya.journal;

import java.util.ArrayList;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;

/**
 * Chains the journal: each seal is the SHA-256 of the one before and of one entry. Done a moment after the entry, by one
 * gateway at a time, because a chain inside every transaction would put all of them in one queue (decision 0004).
 */
@RouteBean(value = "journalSeal", does = "сцепляет новые записи журнала хешами", gives = "сколько записей")
class JournalSeal {
    private static final int PORTION = 500;
    private static final int CALLS_BETWEEN_FAR_LOOKS = 300;
    private static final long LOCK = 0x5EA1; // any number that nothing else locks

    private final JdbcTemplate jdbc;
    private final ChannelPulse pulse;
    private int calls;

    JournalSeal(JdbcTemplate jdbc, ChannelPulse pulse) {
        this.jdbc = jdbc;
        this.pulse = pulse;
    }

    /** Seals what is new; returns how many entries. */
    @Transactional
    public int seal() {
        if (!Boolean.TRUE.equals(jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, LOCK))) {
            return 0; // another gateway is at it
        }
        var far = calls++ % CALLS_BETWEEN_FAR_LOOKS == 0;
        var fresh = jdbc.query(
                """
                select %s from journal_entry e
                where not exists (select 1 from journal_seal s where s.entry_id = e.id) and %s order by e.id limit ?
                """.formatted(
                        JournalRows.COLUMNS, far ? "e.at > now() - interval '7 days'" : "e.id >= " + lowestUnsealed()),
                (row, n) -> JournalRows.unsealed(row),
                PORTION);
        var last = last();
        var seq = last.map(Seal::seq).orElse(0L);
        var previous = last.map(Seal::hash).orElse(JournalHash.GENESIS);
        var rows = new ArrayList<Object[]>(fresh.size());
        for (var entry : fresh) {
            previous = JournalHash.seal(previous, entry);
            var format = entry.digest() == null ? JournalHash.OVER_DETAILS : JournalHash.OVER_DIGEST;
            rows.add(new Object[] {++seq, entry.id(), previous, format});
        }
        jdbc.batchUpdate("insert into journal_seal (seq, entry_id, hash, format) values (?, ?, ?, ?)", rows);
        pulse.succeeded("journal-seal");
        return rows.size();
    }

    /**
     * Ids are given out in blocks of a hundred, so entries become visible in another order than their ids; looking ten thousand
     * back finds nearly all and keeps the search short. An idle gateway may keep its block for longer: now and then the look is a
     * week back, by time.
     */
    private long lowestUnsealed() {
        var highest = jdbc.queryForObject("select coalesce(max(entry_id), 0) from journal_seal", Long.class);
        return (highest == null ? 0 : highest) - 10_000;
    }

    private Optional<Seal> last() {
        return jdbc
                .query(
                        "select seq, hash from journal_seal order by seq desc limit 1",
                        (row, n) -> new Seal(row.getLong(1), row.getString(2)))
                .stream()
                .findFirst();
    }

    private record Seal(long seq, String hash) {}
}
