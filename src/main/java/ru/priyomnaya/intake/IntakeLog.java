package ru.priyomnaya.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.storage.Home;

/** The table {@code intake}: one row per message ever taken in. */
@Repository
class IntakeLog {
    private static final Duration CLAIM = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String node;
    private final ErasedKeys erased;

    IntakeLog(JdbcClient jdbc, Clock clock, Home home, ErasedKeys erased) {
        this.jdbc = jdbc;
        this.erased = erased;
        this.clock = clock;
        this.node = home.node();
        // This home is held by one process: whatever it had claimed before, it died with.
        jdbc.sql("update intake set claim = null, claimed_until = null where claim is not null and claim like :mine")
                .param("mine", node + ":%")
                .update();
    }

    /** The new row's id, or nothing when the key is known. */
    Optional<Long> insert(UUID organization, RawMessage message) {
        var refusal = message.refusal();
        return jdbc.sql("""
                        insert into intake (organization_id, channel, external_id, fingerprint, sha256, size, received_at,
                                            stored_at, state, code, reason, source)
                        select :org, :channel, :external, :fingerprint, :sha256, :size, :received, :now, :state, :code,
                                :reason, :source
                        where not exists (select 1 from intake where organization_id = :org and channel = :channel
                          and external_id = :erased and fingerprint = :fingerprint)
                        on conflict (organization_id, channel, external_id, fingerprint) do nothing
                        returning id
                        """)
                .param("org", organization)
                .param("channel", message.channel().name())
                .param("external", message.externalId())
                .param("erased", erased.keyOf(message.externalId()))
                .param("fingerprint", message.fingerprint())
                .param("sha256", message.document().sha256())
                .param("size", message.document().size())
                .param("received", at(message.receivedAt()))
                .param("now", now())
                .param("state", refusal == null ? IntakeState.STORED.name() : IntakeState.QUARANTINED.name())
                .param("code", refusal == null ? null : refusal.code())
                .param("reason", refusal == null ? null : refusal.reason())
                .param("source", message.source())
                .query(Long.class)
                .optional();
    }

    Optional<Long> find(UUID organization, Channel channel, String externalId, String fingerprint) {
        return jdbc.sql("""
                        select id from intake where organization_id = :org and channel = :channel
                          and external_id in (:external, :erased) and fingerprint = :fingerprint
                        """)
                .param("org", organization)
                .param("channel", channel.name())
                .param("external", externalId)
                .param("erased", erased.keyOf(externalId))
                .param("fingerprint", fingerprint)
                .query(Long.class)
                .optional();
    }

    /** Takes up to {@code most} messages for this caller and counts the attempt, so that a crash is counted too. */
    Claim claim(int most) {
        var fresh = claim(most, "attempts = 0");
        // Whatever a reading has died over is read alone: its neighbours are not to blame.
        return fresh.messages().isEmpty() ? claim(1, "attempts > 0") : fresh;
    }

    private Claim claim(int most, String which) {
        var token = newClaim();
        var messages = jdbc.sql("""
                        update intake set claim = :claim, claimed_until = :until, attempts = attempts + 1
                        where id in (
                          select id from intake
                          where state = 'STORED' and (claimed_until is null or claimed_until < :now)
                            and (next_attempt_at is null or next_attempt_at <= :now) and %s
                          order by id limit :most for update skip locked)
                        returning id, channel, external_id, sha256, size, received_at, attempts
                        """.formatted(which))
                .param("claim", token)
                .param("until", at(clock.instant().plus(CLAIM)))
                .param("now", now())
                .param("most", most)
                .query((row, n) -> message(row))
                .list();
        return new Claim(
                token,
                messages.stream().sorted((a, b) -> Long.compare(a.id(), b.id())).toList());
    }

    /** As {@link #claim(int)}, for one message in any of the states; empty when another worker has it. */
    Claim claimOne(long id, Set<IntakeState> states) {
        var token = newClaim();
        return new Claim(
                token,
                jdbc.sql("""
                        update intake set claim = :claim, claimed_until = :until, state = 'STORED',
                          attempts = case when state = 'STORED' then attempts + 1 else 1 end
                        where id = :id and state in (:states) and (claimed_until is null or claimed_until < :now)
                          and (next_attempt_at is null or next_attempt_at <= :now)
                        returning id, channel, external_id, sha256, size, received_at, attempts
                        """)
                        .param("claim", token)
                        .param("until", at(clock.instant().plus(CLAIM)))
                        .param("now", now())
                        .param("id", id)
                        .param("states", states.stream().map(Enum::name).toList())
                        .query((row, n) -> message(row))
                        .list());
    }

    /** Which of the claimed messages are still this claim's; locks them until the transaction ends. */
    Set<Long> lock(Claim claim, Collection<Long> ids) {
        return Set.copyOf(jdbc.sql(
                        "select id from intake where id in (:ids) and claim = :claim and state = 'STORED' order by id for update")
                .param("ids", ids)
                .param("claim", claim.token())
                .query(Long.class)
                .list());
    }

    /** Messages of one external id that are in the register already: id, digest, appeal. */
    List<Registered> registered(Collection<String> externalIds) {
        if (externalIds.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select external_id, digest, appeal_id from intake
                        where external_id in (:ids) and digest is not null and state = 'REGISTERED'
                        """)
                .param("ids", externalIds)
                .query((row, n) -> new Registered(row.getString(1), row.getString(2), row.getObject(3, UUID.class)))
                .list();
    }

    void finish(
            long id,
            IntakeState state,
            @Nullable String code,
            @Nullable String reason,
            @Nullable UUID appeal,
            @Nullable String digest) {
        finish(id, state, code, reason, appeal, digest, Facts.NONE);
    }

    void finish(
            long id,
            IntakeState state,
            @Nullable String code,
            @Nullable String reason,
            @Nullable UUID appeal,
            @Nullable String digest,
            Facts facts) {
        jdbc.sql("""
                        update intake set state = :state, code = :code, reason = :reason, appeal_id = :appeal,
                          digest = :digest, notes = :notes, proposed_email = :proposedEmail,
                          proposed_name = :proposedName, signature = :signature, claim = null, claimed_until = null, next_attempt_at = null, finished_at = :now
                        where id = :id
                        """)
                .param("id", id)
                .param("state", state.name())
                .param("code", code)
                .param("reason", reason)
                .param("appeal", appeal)
                .param("digest", digest)
                .param("notes", facts.notes().toArray(new String[0]))
                .param("proposedEmail", facts.proposedEmail())
                .param("proposedName", facts.proposedName())
                .param("signature", facts.signature())
                .param("now", now())
                .update();
    }

    /** Gives the message back; nobody takes it before {@code when}. */
    void postpone(long id, Instant when, String code, String reason) {
        jdbc.sql("""
                        update intake set claim = null, claimed_until = null, next_attempt_at = :when, code = :code,
                          reason = :reason
                        where id = :id
                        """)
                .param("id", id)
                .param("when", at(when))
                .param("code", code)
                .param("reason", reason)
                .update();
    }

    Optional<IntakeView> view(long id) {
        return jdbc.sql(IntakeView.SELECT + " where i.id = :id")
                .param("id", id)
                .query(IntakeView::of)
                .optional();
    }

    Optional<IntakeTrace> trace(long id) {
        return jdbc.sql(IntakeTrace.SELECT)
                .param("id", id)
                .query(IntakeTrace::of)
                .optional();
    }

    List<IntakeView> list(MessageFilter filter, long before, int size) {
        var conditions = new StringJoiner(" and ", " where ", "");
        var values = new HashMap<String, Object>();
        conditions.add("i.id < :before");
        values.put("before", before);
        values.put("size", size);
        if (filter.channel() != null) {
            conditions.add("i.channel = :channel");
            values.put("channel", filter.channel().name());
        }
        if (filter.state() != null) {
            conditions.add("i.state = :state");
            values.put("state", filter.state().name());
        }
        if (filter.code() != null && !filter.code().isBlank()) {
            conditions.add("starts_with(i.code, :code)");
            values.put("code", filter.code().strip().toUpperCase(Locale.ROOT));
        }
        if (filter.from() != null) {
            conditions.add("i.received_at >= :from");
            values.put("from", at(filter.from()));
        }
        if (filter.until() != null) {
            conditions.add("i.received_at < :until");
            values.put("until", at(filter.until()));
        }
        return jdbc.sql(IntakeView.SELECT + conditions + " order by i.id desc limit :size")
                .params(values)
                .query(IntakeView::of)
                .list();
    }

    long count(IntakeState state) {
        return jdbc.sql("select count(*) from intake where state = :state")
                .param("state", state.name())
                .query(Long.class)
                .single();
    }

    private String newClaim() {
        return node + ":" + UUID.randomUUID();
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static StoredMessage message(ResultSet row) throws SQLException {
        return new StoredMessage(
                row.getLong("id"),
                Channel.valueOf(row.getString("channel")),
                row.getString("external_id"),
                row.getString("sha256"),
                row.getLong("size"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getInt("attempts"));
    }

    /** Messages that one worker holds for a few minutes. */
    record Claim(String token, List<StoredMessage> messages) {}

    record Registered(String externalId, String digest, UUID appeal) {}
}
