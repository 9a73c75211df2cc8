package ru.priyomnaya.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;
import ru.priyomnaya.answer.AnswerSigner;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.signing.Sha256;
import ru.priyomnaya.signing.TimeAuthority;

/** Somebody vouches for the head of the chain: the past cannot be written anew, not even by who owns the database. */
class AnchorTests extends GatewayTest {
    @Autowired
    private JournalSeal seal;

    @Autowired
    private List<AnswerSigner> signers;

    @Autowired
    private Organizations organizations;

    @Autowired
    private ChannelPulse pulse;

    @Autowired
    private Anchors anchors;

    @Autowired
    private JdbcTemplate template;

    @Autowired
    private PlatformTransactionManager transactions;

    private JournalAnchoring anchoring(@Nullable URI authority) {
        return new JournalAnchoring(
                template,
                signers,
                new EvidenceProperties(authority, Duration.ofSeconds(3)),
                organizations,
                pulse,
                transactions,
                Clock.systemUTC());
    }

    private void forgetHeads() {
        jdbc.sql("alter table journal_anchor disable trigger all").update();
        jdbc.sql("delete from journal_anchor").update();
        jdbc.sql("alter table journal_anchor enable trigger all").update();
    }

    private Chain.Result verified() {
        return new JournalCheck(template).run();
    }

    /** In a transaction that is taken back. */
    private void forged(String sql) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            status.setRollbackOnly();
            for (var table : List.of("journal_anchor", "journal_seal", "journal_entry")) {
                jdbc.sql("alter table " + table + " disable trigger all").update();
            }
            assertThat(jdbc.sql(sql).update()).as(sql).isPositive();
            var result = verified();
            assertThat(result.isSound()).as(sql).isFalse();
            assertThat(result.inRussian()).startsWith("Журнал изменён");
        });
    }

    @Test
    void theHeadIsSignedOnceADayAndStampedWhenTheAuthorityAnswers() throws Exception {
        var one = new Office(api()).appeal("Нет света");
        while (seal.seal() > 0) {}
        forgetHeads();

        assertThat(anchoring(URI.create("http://127.0.0.1:9/")).anchor())
                .as("without a stamp, for the authority is down")
                .isEqualTo(1);
        assertThat(anchors.newest(1).get(0).signature()).isNotNull();
        assertThat(anchors.newest(1).get(0).stamp()).isNull();
        try (var authority = new TimeAuthority(Clock.systemUTC())) {
            assertThat(anchoring(authority.address()).anchor())
                    .as("one a day, and the stamp that was missing")
                    .isZero();
        }
        pulse.succeeded("journal-anchor");

        var head = anchors.newest(1).get(0);
        assertThat(head.stamp()).isNotNull();
        assertThat(head.inRussian()).contains("подписал", "метка времени");
        var result = verified();
        assertThat(result.isSound()).as(result.inRussian()).isTrue();
        assertThat(result.anchors()).isEqualTo(1);
        assertThat(result.inRussian()).contains("заверенных голов — 1");
        var proofs = anchors.of(UUID.fromString(one.id()));
        assertThat(proofs.proofs()).hasSizeGreaterThan(2);
        assertThat(proofs.problems(JournalRows.of(template, UUID.fromString(one.id())), null))
                .isEmpty();
        assertThatThrownBy(
                        () -> jdbc.sql("update journal_anchor set stamp = 'x'").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("delete from journal_anchor").update())
                .hasMessageContaining("append-only");

        for (var column : List.of("hash", "root", "signature", "stamp")) {
            forged(
                    "update journal_anchor set %1$s = overlay(%1$s placing (case substr(%1$s, 40, 1) when 'a' then 'b' else 'a' end) from 40 for 1)"
                            .formatted(column));
        }
        forged("update journal_anchor set at = at + interval '1 microsecond'");
        forged("update journal_anchor set seq = seq - 1");
        forged("update journal_anchor set first_seq = 2");
        forged(
                "delete from journal_seal where seq = (select max(seq) from journal_seal where seq <= (select max(seq) from journal_anchor))");
    }

    @Test
    void aPathLeadsFromEachSealToTheRoot() {
        for (var size : List.of(1, 2, 3, 7, 8, 100)) {
            var seals = IntStream.range(0, size)
                    .mapToObj(i -> Sha256.of(new byte[] {(byte) i}))
                    .toList();
            var root = MerkleTree.root(seals);
            for (int place = 0; place < size; place++) {
                assertThat(MerkleTree.root(seals.get(place), MerkleTree.path(seals, place)))
                        .isEqualTo(root);
                assertThat(MerkleTree.root(Sha256.of(new byte[0]), MerkleTree.path(seals, place)))
                        .isNotEqualTo(root);
            }
        }
    }
}
