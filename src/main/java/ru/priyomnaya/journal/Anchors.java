package ru.priyomnaya.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import ru.priyomnaya.signing.TrustedIssuers;

/** The signed heads, and what shows that entries of a case are under them. */
@Component
public class Anchors {
    private final JdbcTemplate jdbc;

    Anchors(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param path from the seal of the entry up to the root of the head that ends at {@code seq} */
    public record Proof(long entry, long seq, List<MerkleTree.Step> path) {
        public Proof {
            path = List.copyOf(path);
        }
    }

    /** @param proofs for each entry that is under a head; later ones follow with the next */
    public record Proofs(List<Anchor> anchors, List<Proof> proofs) {
        public Proofs {
            anchors = List.copyOf(anchors);
            proofs = List.copyOf(proofs);
        }

        /** What is wrong; Russian. */
        public List<String> problems(List<SealedEntry> entries, @Nullable TrustedIssuers trusted) {
            var problems = new ArrayList<String>();
            var heads = new HashMap<Long, Anchor>();
            for (var anchor : anchors) {
                heads.put(anchor.seq(), anchor);
                problems.addAll(anchor.problems(trusted));
            }
            var byId = new HashMap<Long, SealedEntry>();
            entries.forEach(entry -> byId.put(entry.id(), entry));
            for (var proof : proofs) {
                if (!isUnder(heads.get(proof.seq()), byId.get(proof.entry()), proof)) {
                    problems.add("запись %d не под заверенной головой журнала".formatted(proof.entry()));
                }
            }
            return problems;
        }

        private static boolean isUnder(@Nullable Anchor head, @Nullable SealedEntry entry, Proof proof) {
            try {
                return head != null
                        && entry != null
                        && entry.seal() != null
                        && MerkleTree.root(entry.seal(), proof.path()).equals(head.root());
            } catch (IllegalArgumentException notHexadecimal) {
                return false;
            }
        }
    }

    /** Newest first. */
    public List<Anchor> newest(int most) {
        return jdbc.query("select * from journal_anchor order by seq desc limit ?", (row, n) -> anchor(row), most);
    }

    static Anchor anchor(ResultSet row) throws SQLException {
        return new Anchor(
                row.getLong("first_seq"),
                row.getLong("seq"),
                row.getString("hash"),
                row.getString("root"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("signature"),
                row.getString("stamp"));
    }

    /** The heads over the entries of an appeal with the hashes between. */
    public Proofs of(UUID appeal) {
        var anchors = new ArrayList<Anchor>();
        var proofs = new ArrayList<Proof>();
        var leaves = new HashMap<Long, List<String>>();
        for (var entry : JournalRows.of(jdbc, appeal)) {
            var seq = entry.seq();
            if (seq == null) {
                continue;
            }
            over(anchors, seq).ifPresent(anchor -> {
                var seals = leaves.computeIfAbsent(anchor.seq(), at -> seals(jdbc, anchor));
                proofs.add(
                        new Proof(entry.id(), anchor.seq(), MerkleTree.path(seals, (int) (seq - anchor.firstSeq()))));
            });
        }
        return new Proofs(anchors, proofs);
    }

    private Optional<Anchor> over(List<Anchor> known, long seq) {
        var found = known.stream()
                .filter(anchor -> anchor.firstSeq() <= seq && seq <= anchor.seq())
                .findFirst();
        if (found.isPresent()) {
            return found;
        }
        var read = jdbc
                .query("select * from journal_anchor where seq >= ? order by seq limit 1", (row, n) -> anchor(row), seq)
                .stream()
                .filter(anchor -> anchor.firstSeq() <= seq)
                .findFirst();
        read.ifPresent(known::add);
        return read;
    }

    /** Seals under a head, in order. */
    static List<String> seals(JdbcTemplate jdbc, Anchor anchor) {
        return jdbc.queryForList(
                "select hash from journal_seal where seq between ? and ? order by seq",
                String.class,
                anchor.firstSeq(),
                anchor.seq());
    }
}
