package ru.priyomnaya.journal;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.answer.AnswerSigner;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;
import ru.priyomnaya.signing.Signer;
import ru.priyomnaya.signing.SigningFailure;
import ru.priyomnaya.signing.TimeStamp;

/**
 * Once a day somebody vouches for the head of the chain: the gateway's key, and an authority of time where one is configured.
 * Whoever then owns the database cannot write the past anew.
 */
@RouteBean(
        value = "journalAnchor",
        does =
                "раз в день заверяет голову журнала подписью шлюза и меткой времени (`priyomnaya.evidence.tsa-url`); без ключа и без службы меток ничего не делает",
        gives = "сколько голов заверено")
@EnableConfigurationProperties(EvidenceProperties.class)
class JournalAnchoring {
    private static final Logger log = LoggerFactory.getLogger(JournalAnchoring.class);
    private static final String PULSE = "journal-anchor";
    private static final int MOST_SEALS = 200_000;
    private static final int DAYS_OF_TRYING = 7;
    private static final long LOCK = 0xA2C402;

    private final JdbcTemplate jdbc;
    private final List<AnswerSigner> signers;
    private final EvidenceProperties properties;
    private final Organizations organizations;
    private final ChannelPulse pulse;
    private final TransactionTemplate transaction;
    private final Clock clock;

    JournalAnchoring(
            JdbcTemplate jdbc,
            List<AnswerSigner> signers,
            EvidenceProperties properties,
            Organizations organizations,
            ChannelPulse pulse,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.signers = signers;
        this.properties = properties;
        this.organizations = organizations;
        this.pulse = pulse;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Returns how many heads were vouched for; call again until there are none. */
    public int anchor() {
        var signer = signers.stream().findFirst().flatMap(AnswerSigner::signer).orElse(null);
        if (signer == null && properties.tsaUrl() == null) {
            return 0;
        }
        try {
            var made = Boolean.TRUE.equals(transaction.execute(status -> anchor(signer)));
            var stamped = stampLater();
            if (stamped) {
                pulse.succeeded(PULSE);
            } else {
                pulse.failed(
                        PULSE, "Служба меток времени не отвечает: голова журнала заверена без метки, будет повторено");
            }
            return made ? 1 : 0;
        } catch (SigningFailure e) {
            pulse.failed(PULSE, "Голова журнала не подписана: %s".formatted(e.code()));
            return 0;
        }
    }

    private boolean anchor(@Nullable Signer signer) {
        if (!Boolean.TRUE.equals(jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, LOCK))) {
            return false; // another gateway is at it
        }
        var before = jdbc
                .query("select * from journal_anchor order by seq desc limit 1", (row, n) -> Anchors.anchor(row))
                .stream()
                .findFirst();
        var first = before.map(Anchor::seq).orElse(0L) + 1;
        if (before.isPresent()
                && isOfToday(before.get())
                && before.get().seq() - before.get().firstSeq() + 1 < MOST_SEALS) {
            return false;
        }
        var seals = jdbc.queryForList(
                "select hash from journal_seal where seq >= ? order by seq limit ?", String.class, first, MOST_SEALS);
        if (seals.isEmpty()) {
            return false;
        }
        var head = new Anchor(
                first,
                first + seals.size() - 1,
                seals.get(seals.size() - 1),
                MerkleTree.root(seals),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null,
                null);
        var signature = signer == null ? null : Anchor.written(signer.signDetached(head.statement()));
        var stamp = signer == null ? stamp(head) : Optional.<String>empty();
        if (signature == null && stamp.isEmpty()) {
            return false; // with no key, a head without a stamp would say nothing
        }
        jdbc.update(
                "insert into journal_anchor (seq, first_seq, hash, root, at, signature, stamp) values (?, ?, ?, ?, ?, ?, ?)",
                head.seq(),
                head.firstSeq(),
                head.hash(),
                head.root(),
                OffsetDateTime.ofInstant(head.at(), ZoneOffset.UTC),
                signature,
                stamp.orElse(null));
        log.info("Голова журнала заверена: записей {}", head.seq());
        return true;
    }

    private boolean isOfToday(Anchor anchor) {
        var zone = organizations.first().zone();
        return LocalDate.ofInstant(anchor.at(), zone).equals(LocalDate.ofInstant(clock.instant(), zone));
    }

    /** Heads that the authority has not stamped: no transaction is held while it thinks. False when it does not answer. */
    private boolean stampLater() {
        if (properties.tsaUrl() == null) {
            return true;
        }
        var since = OffsetDateTime.now(clock).minusDays(DAYS_OF_TRYING);
        for (var head : jdbc.query(
                "select * from journal_anchor where stamp is null and at > ? order by seq limit 20",
                (row, n) -> Anchors.anchor(row),
                since)) {
            var stamp = stamp(head);
            if (stamp.isEmpty()) {
                return false;
            }
            jdbc.update("update journal_anchor set stamp = ? where seq = ? and stamp is null", stamp.get(), head.seq());
        }
        return true;
    }

    private Optional<String> stamp(Anchor head) {
        var url = properties.tsaUrl();
        if (url == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Anchor.written(TimeStamp.ask(url, head.statement(), properties.tsaTimeout())));
        } catch (IOException e) {
            log.warn("Служба меток времени: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
