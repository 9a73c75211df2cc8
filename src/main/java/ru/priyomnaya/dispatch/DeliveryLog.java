package ru.priyomnaya.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Visibility;
import ru.priyomnaya.storage.Home;

/** The outbox table where SQL is the clearer word: claims, lists, counts. */
@Repository
class DeliveryLog {
    private static final Duration CLAIM = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String node;

    DeliveryLog(JdbcClient jdbc, Clock clock, Home home) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.node = home.node();
        // This home is held by one process: what it was sending, it died with. It goes again under the same reference.
        jdbc.sql(
                        "update delivery set state = 'WAITING', claim = null, claimed_until = null where claim is not null and claim like :mine")
                .param("mine", node + ":%")
                .update();
    }

    record Claim(String token, List<UUID> ids) {}

    /** Takes up to {@code most} due deliveries for this caller, those of a crashed gateway included, none of the channels that are away. */
    Claim claim(int most, Collection<Channel> away) {
        var token = node + ":" + UUID.randomUUID();
        var ids = jdbc.sql("""
                        update delivery set state = 'SENDING', claim = :claim, claimed_until = :until,
                          attempts = attempts + 1, version = version + 1
                        where id in (
                          select id from delivery
                          where ((state = 'WAITING' and next_attempt_at <= :now)
                              or (state = 'SENDING' and claimed_until < :now))
                            and not channel = any (:away)
                          order by next_attempt_at limit :most for update skip locked)
                        returning id
                        """)
                .param("claim", token)
                .param("until", at(clock.instant().plus(CLAIM)))
                .param("now", at(clock.instant()))
                .param("most", most)
                .param("away", away.stream().map(Enum::name).toArray(String[]::new))
                .query(UUID.class)
                .list();
        return new Claim(token, ids);
    }

    /** Gives back what was not attempted after all. */
    void release(String token, Collection<UUID> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("""
                            update delivery set state = 'WAITING', claim = null, claimed_until = null,
                              attempts = attempts - 1, version = version + 1
                            where id in (:ids) and claim = :claim and state = 'SENDING'
                            """).param("ids", ids).param("claim", token).update();
        }
    }

    /** Whether something was sent to that address by e-mail since then. */
    boolean hasWrittenTo(String recipient, Instant since) {
        return jdbc.sql("""
                        select exists (select 1 from delivery
                          where lower(recipient) = lower(:recipient) and created_at > :since and channel = 'EMAIL'
                            and state in ('ACCEPTED', 'DELIVERED'))
                        """)
                .param("recipient", recipient)
                .param("since", at(since))
                .query(Boolean.class)
                .single();
    }

    /** Receipts, and notices outside of any appeal. */
    long automaticSince(String recipient, Instant since) {
        return jdbc.sql("""
                        select count(*) from delivery
                        where (kind = 'RECEIPT' or (kind = 'NOTICE' and appeal_id is null))
                          and lower(recipient) = lower(:recipient) and created_at > :since
                          and state in ('ACCEPTED', 'DELIVERED', 'READ', 'BOUNCED')
                        """)
                .param("recipient", recipient)
                .param("since", at(since))
                .query(Long.class)
                .single();
    }

    Optional<UUID> byReference(String reference) {
        return jdbc.sql("select id from delivery where reference = :reference")
                .param("reference", reference)
                .query(UUID.class)
                .optional();
    }

    /** @param viewer for whom only what they may see is listed; null: all */
    List<DeliveryView> list(DeliveryFilter filter, int page, int size, @Nullable UUID viewer) {
        var conditions = new StringJoiner(" and ", " where ", "").setEmptyValue("");
        var values = new HashMap<String, Object>();
        values.put("size", size);
        values.put("skip", (long) page * size);
        if (viewer != null) {
            conditions.add("exists (select 1 from appeal a where a.id = d.appeal_id and " + Visibility.CONDITION + ")");
            values.put("viewer", viewer);
        }
        if (filter.state() != null) {
            conditions.add("d.state = :state");
            values.put("state", filter.state().name());
        }
        if (filter.channel() != null) {
            conditions.add("d.channel = :channel");
            values.put("channel", filter.channel().name());
        }
        if (filter.kind() != null) {
            conditions.add("d.kind = :kind");
            values.put("kind", filter.kind().name());
        }
        if (filter.from() != null) {
            conditions.add("d.created_at >= :from");
            values.put("from", at(filter.from()));
        }
        if (filter.until() != null) {
            conditions.add("d.created_at < :until");
            values.put("until", at(filter.until()));
        }
        return jdbc.sql(DeliveryView.SELECT + conditions + " order by d.created_at desc, d.id limit :size offset :skip")
                .params(values)
                .query(DeliveryView::of)
                .list();
    }

    List<DeliveryView> of(UUID appealId) {
        return jdbc.sql(DeliveryView.SELECT + " where d.appeal_id = :appeal order by d.created_at")
                .param("appeal", appealId)
                .query(DeliveryView::of)
                .list();
    }

    /** Whether the applicant was told the same a moment ago: a button pressed twice. */
    boolean hasJustSaid(UUID appealId, String text, Instant since) {
        return jdbc.sql("""
                        select exists (select 1 from delivery
                          where appeal_id = :appeal and kind = 'NOTICE' and text = :text and created_at > :since)
                        """)
                .param("appeal", appealId)
                .param("text", text)
                .param("since", at(since))
                .query(Boolean.class)
                .single();
    }

    record Read(UUID id, UUID appealId) {}

    /** Marks an accepted answer as read; empty when it is already, or is not there any more. */
    Optional<Read> read(UUID answerId) {
        return jdbc.sql("""
                        update delivery set state = 'READ', read_at = :now, delivered_at = coalesce(delivered_at, :now), version = version + 1
                        where answer_id = :answer and kind = 'ANSWER' and state in ('ACCEPTED', 'DELIVERED') returning id, appeal_id
                        """)
                .param("answer", answerId)
                .param("now", at(clock.instant()))
                .query((row, n) -> new Read(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .optional();
    }

    /** Letters with the appeal itself that have not left yet. */
    List<UUID> waitingCoverLetters(UUID appealId) {
        return jdbc.sql("""
                        select id from delivery where appeal_id = :appeal and kind = 'COVER_LETTER' and state in ('WAITING', 'BY_HAND')
                        """).param("appeal", appealId).query(UUID.class).list();
    }

    /** For the status page: what the applicant has been told, whichever way it went. */
    List<Outbox.PublicNotice> notices(UUID appealId) {
        return jdbc.sql("""
                        select created_at, subject, text from delivery
                        where appeal_id = :appeal and kind = 'NOTICE' and subject is not null order by created_at
                        """)
                .param("appeal", appealId)
                .query((row, n) -> new Outbox.PublicNotice(
                        row.getObject(1, OffsetDateTime.class).toInstant(), row.getString(2), row.getString(3)))
                .list();
    }

    Optional<DeliveryView> view(UUID id) {
        return jdbc.sql(DeliveryView.SELECT + " where d.id = :id")
                .param("id", id)
                .query(DeliveryView::of)
                .optional();
    }

    long count(DeliveryState state) {
        return jdbc.sql("select count(*) from delivery where state = :state")
                .param("state", state.name())
                .query(Long.class)
                .single();
    }

    long needPerson() {
        return jdbc.sql("select count(*) from delivery where state in ('REFUSED', 'BOUNCED', 'BY_HAND')")
                .query(Long.class)
                .single();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
