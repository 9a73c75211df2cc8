package ru.priyomnaya.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the whole chain from its beginning. */
final class JournalCheck {
    private static final int PORTION = 5_000;

    private final JdbcTemplate jdbc;

    JournalCheck(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Chain.Result run() {
        var sealed = count("select count(*) from journal_seal");
        var all = count("select count(*) from journal_entry");
        var heads = new ArrayList<String>();
        var anchors = anchors(heads);
        return new Chain.Result(
                sealed, all - sealed, count("select count(*) from journal_erased"), anchors, firstBroken(), heads);
    }

    /** How many heads there are; what is wrong with them goes into {@code problems}. */
    private long anchors(List<String> problems) {
        var expected = 1L;
        long known = 0;
        for (long after = 0; ; ) {
            var portion = jdbc.query(
                    "select * from journal_anchor where seq > ? order by seq limit 100",
                    (row, n) -> Anchors.anchor(row),
                    after);
            for (var anchor : portion) {
                var seals = Anchors.seals(jdbc, anchor);
                if (anchor.firstSeq() != expected
                        || seals.isEmpty()
                        || seals.size() != anchor.seq() - anchor.firstSeq() + 1
                        || !seals.get(seals.size() - 1).equals(anchor.hash())
                        || !isRoot(anchor, seals)) {
                    problems.add("голова %d не та, что была заверена".formatted(anchor.seq()));
                }
                problems.addAll(anchor.problems(null));
                expected = anchor.seq() + 1;
                after = anchor.seq();
                known++;
            }
            if (portion.isEmpty()) {
                return known;
            }
        }
    }

    private static boolean isRoot(Anchor anchor, List<String> seals) {
        try {
            return MerkleTree.root(seals).equals(anchor.root());
        } catch (IllegalArgumentException notHexadecimal) {
            return false;
        }
    }

    private long count(String sql) {
        return Objects.requireNonNullElse(jdbc.queryForObject(sql, Long.class), 0L);
    }

    /** The first sealed entry that is not what was sealed, if any. In portions: the journal may be longer than the memory. */
    Optional<Long> firstBroken() {
        var previous = JournalHash.GENESIS;
        for (long after = 0; ; ) {
            var portion = portion(after);
            var witnesses = JournalRows.witnesses(
                    jdbc,
                    portion.stream()
                            .map(Link::eraser)
                            .filter(Objects::nonNull)
                            .distinct()
                            .toList());
            for (var one : portion) {
                var entry = one.entry();
                if (one.seq() != after + 1
                        || entry == null
                        || !previous.equals(one.previous())
                        || !one.isMarkedRightly()
                        || !entry.isSound(witnesses)) {
                    return Optional.of(one.entryId());
                }
                previous = one.hash();
                after = one.seq();
            }
            if (portion.size() < PORTION) {
                return strangeErasure();
            }
        }
    }

    /** Something that says «erased» of an entry which is there, or the other way round. */
    private Optional<Long> strangeErasure() {
        return jdbc.queryForList("""
                        select coalesce(e.id, x.entry_id) from journal_erased x full join
                          (select id, details from journal_entry where details like '{"erased":%') e on e.id = x.entry_id
                        where e.id is null or x.entry_id is null or e.details <> '{"erased":' || x.by_entry || '}' limit 1
                        """, Long.class).stream().findFirst();
    }

    /**
     * @param entry null when it is gone
     * @param previous of the row before it in the table, by number
     * @param eraser as {@code journal_erased} says
     */
    private record Link(
            long seq,
            long entryId,
            String hash,
            int format,
            @Nullable String previous,
            @Nullable Long eraser,
            @Nullable SealedEntry entry) {

        boolean isMarkedRightly() {
            return entry != null
                    && format == (entry.digest() == null ? JournalHash.OVER_DETAILS : JournalHash.OVER_DIGEST)
                    && Objects.equals(eraser, entry.eraser());
        }
    }

    private List<Link> portion(long after) {
        return jdbc.query(
                """
                select s.seq, s.entry_id, s.hash, s.format, coalesce(p.hash, ?) as previous, x.by_entry, %s from journal_seal s
                left join journal_entry e on e.id = s.entry_id left join journal_seal p on p.seq = s.seq - 1
                left join journal_erased x on x.entry_id = s.entry_id
                where s.seq > ? order by s.seq limit ?
                """.formatted(JournalRows.COLUMNS),
                (row, n) -> new Link(
                        row.getLong("seq"),
                        row.getLong("entry_id"),
                        row.getString("hash"),
                        row.getInt("format"),
                        row.getString("previous"),
                        row.getObject("by_entry", Long.class),
                        row.getObject("id") == null ? null : JournalRows.sealed(row)),
                JournalHash.GENESIS,
                after,
                PORTION);
    }
}
