package ru.priyomnaya.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    private static final int CHECKED_AT_ONCE = 5_000;
    private static final long LOCK = 0x5EA1; // any number that nothing else locks
    private static final String GENESIS = "0".repeat(64);

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
                select e.id, e.at, e.actor, e.event, e.appeal_id::text, e.details from journal_entry e
                where not exists (select 1 from journal_seal s where s.entry_id = e.id) and %s order by e.id limit ?
                """.formatted(far ? "e.at > now() - interval '7 days'" : "e.id >= " + lowestUnsealed()),
                (row, n) -> entry(row),
                PORTION);
        var last = last();
        var seq = last.map(Seal::seq).orElse(0L);
        var previous = last.map(Seal::hash).orElse(GENESIS);
        var rows = new ArrayList<Object[]>(fresh.size());
        for (var entry : fresh) {
            previous = hash(previous, entry);
            rows.add(new Object[] {++seq, entry.id(), previous});
        }
        jdbc.batchUpdate("insert into journal_seal (seq, entry_id, hash) values (?, ?, ?)", rows);
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

    Chain.Result verify() {
        return verify(jdbc);
    }

    static Chain.Result verify(JdbcTemplate jdbc) {
        var sealed = jdbc.queryForObject("select count(*) from journal_seal", Long.class);
        var all = jdbc.queryForObject("select count(*) from journal_entry", Long.class);
        var known = sealed == null ? 0 : sealed;
        return new Chain.Result(known, (all == null ? 0 : all) - known, firstBroken(jdbc));
    }

    /** The first sealed entry that is not what was sealed, if any. */
    Optional<Long> firstBroken() {
        return firstBroken(jdbc);
    }

    /** In portions: the journal may be longer than the memory. */
    private static Optional<Long> firstBroken(JdbcTemplate jdbc) {
        record Checked(
                long seq, long entry, String hash, @Nullable Entry kept) {}
        var previous = GENESIS;
        for (long after = 0; ; ) {
            var portion = jdbc.query(
                    """
                    select s.seq, s.entry_id, s.hash, e.id, e.at, e.actor, e.event, e.appeal_id::text, e.details from journal_seal s
                    left join journal_entry e on e.id = s.entry_id where s.seq > ? order by s.seq limit ?
                    """,
                    (row, n) -> new Checked(
                            row.getLong("seq"),
                            row.getLong("entry_id"),
                            row.getString("hash"),
                            row.getObject("id") == null ? null : entry(row)),
                    after,
                    CHECKED_AT_ONCE);
            for (var one : portion) {
                if (one.kept() == null || !hash(previous, one.kept()).equals(one.hash())) {
                    return Optional.of(one.entry());
                }
                previous = one.hash();
                after = one.seq();
            }
            if (portion.size() < CHECKED_AT_ONCE) {
                return Optional.empty();
            }
        }
    }

    private Optional<Seal> last() {
        return jdbc
                .query(
                        "select seq, hash from journal_seal order by seq desc limit 1",
                        (row, n) -> new Seal(row.getLong(1), row.getString(2)))
                .stream()
                .findFirst();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant().toString(),
                row.getString("actor"),
                row.getString("event"),
                row.getString("appeal_id"),
                row.getString("details"));
    }

    static String hash(String previous, SealedEntry entry) {
        return hash(
                previous,
                new Entry(
                        entry.id(),
                        entry.at().toString(),
                        entry.actor(),
                        entry.event(),
                        entry.appeal(),
                        entry.details()));
    }

    /** The entries of an appeal with their links, in order. */
    List<SealedEntry> of(UUID appealId) {
        return jdbc.query(
                """
                select e.id, e.at, e.actor, e.event, e.appeal_id::text, e.details, s.seq, s.hash, p.hash as previous from journal_entry e
                left join journal_seal s on s.entry_id = e.id left join journal_seal p on p.seq = s.seq - 1
                where e.appeal_id = ? order by e.at, e.id
                """,
                (row, n) -> new SealedEntry(
                        row.getLong("id"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("event"),
                        row.getString("appeal_id"),
                        row.getString("details"),
                        row.getString("hash") == null
                                ? null
                                : Optional.ofNullable(row.getString("previous")).orElse(GENESIS),
                        row.getString("hash")),
                appealId);
    }

    private static String hash(String previous, Entry entry) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var part : List.of(
                    previous,
                    String.valueOf(entry.id()),
                    entry.at(),
                    entry.actor(),
                    entry.event(),
                    String.valueOf(entry.appeal()),
                    entry.details())) {
                sha.update(part.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every JDK", e);
        }
    }

    private record Seal(long seq, String hash) {}

    private record Entry(
            long id,
            String at,
            String actor,
            String event,
            @Nullable String appeal,
            String details) {}
}
