package ru.priyomnaya.gis;

import static ru.priyomnaya.gis.Exchanges.instant;
import static ru.priyomnaya.gis.GisChannel.at;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.priyomnaya.gis.GisEvent.GisActionQueued;

/** The table of actions. */
@Repository
class Actions {
    private final JdbcClient jdbc;
    private final GisChannel channel;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Actions(JdbcClient jdbc, GisChannel channel, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.channel = channel;
        this.events = events;
        this.clock = clock;
    }

    /** What is decided; the rest follows. */
    record Order(
            UUID appealGuid,
            UUID appealId,
            ActionKind kind,
            @Nullable String text,
            @Nullable LocalDate until,
            @Nullable String receiver,
            @Nullable UUID person,
            @Nullable UUID delivery,
            @Nullable UUID gisAnswer) {}

    UUID queue(Order order) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into gis_action (id, organization_id, appeal_guid, appeal_id, kind, text, until_date, receiver,
                          person_id, delivery_id, gis_answer_guid, state, next_at, created_at)
                        values (:id, :organization, :guid, :appeal, :kind, :text, :until, :receiver,
                          :person, :delivery, :answer, 'WAITING', :now, :now)
                        """)
                .param("id", id)
                .param("organization", channel.organization())
                .param("guid", order.appealGuid())
                .param("appeal", order.appealId())
                .param("kind", order.kind().name())
                .param("text", order.text())
                .param("until", order.until())
                .param("receiver", order.receiver())
                .param("person", order.person())
                .param("delivery", order.delivery())
                .param("answer", order.gisAnswer())
                .param("now", at(clock.instant()))
                .update();
        events.publishEvent(new GisActionQueued(order.appealId(), order.kind()));
        return id;
    }

    /** Those that may be carried now: due, and nothing earlier for the same appeal is still open. */
    List<Action> ready(int most) {
        return query("""
                select * from gis_action a
                where organization_id = :organization and state = 'WAITING' and next_at <= :now
                  and not exists (select 1 from gis_action b
                    where b.appeal_guid = a.appeal_guid and b.seq < a.seq and b.state in ('WAITING', 'SENDING'))
                order by seq limit :most
                """, Map.of("organization", channel.organization(), "now", at(clock.instant()), "most", most));
    }

    List<Action> of(UUID appealId) {
        return query("select * from gis_action where appeal_id = :appeal order by seq", Map.of("appeal", appealId));
    }

    /** Those whose fate an exchange decides. */
    List<Action> sendingIn(UUID exchange) {
        return query(
                "select * from gis_action where exchange_id = :exchange and state = 'SENDING' order by seq",
                Map.of("exchange", exchange));
    }

    Optional<Action> find(UUID id) {
        return query("select * from gis_action where id = :id", Map.of("id", id)).stream()
                .findFirst();
    }

    Optional<Action> ofDelivery(UUID delivery) {
        return query("select * from gis_action where delivery_id = :delivery", Map.of("delivery", delivery)).stream()
                .findFirst();
    }

    /** Our loaded draft with this name. */
    Optional<Action> draftOf(UUID appealGuid, UUID gisAnswer) {
        return query("""
                        select * from gis_action where appeal_guid = :guid and gis_answer_guid = :answer
                          and kind = 'LOAD_ANSWER' and state = 'DONE'
                        """, Map.of("guid", appealGuid, "answer", gisAnswer)).stream()
                .findFirst();
    }

    boolean hasPending(UUID appealGuid, ActionKind kind) {
        return exists("""
                select exists (select 1 from gis_action where appeal_guid = :guid and kind = :kind
                  and state in ('WAITING', 'SENDING'))
                """, Map.of("guid", appealGuid, "kind", kind.name()));
    }

    /** Whether we have an answer there, or one on its way. */
    boolean hasAnyAnswer(UUID appealGuid) {
        return exists("""
                select exists (select 1 from gis_action where appeal_guid = :guid
                  and kind in ('SEND_ANSWER', 'LOAD_ANSWER', 'SEND_DRAFT') and state in ('WAITING', 'SENDING', 'DONE'))
                """, Map.of("guid", appealGuid));
    }

    private boolean exists(String sql, Map<String, ?> parameters) {
        return jdbc.sql(sql).params(parameters).query(Boolean.class).single();
    }

    /**
     * Taken by a message; in the transaction that stores the message.
     *
     * @throws NoLongerWaiting when it was cancelled or taken by another message meanwhile: then there must be no message
     */
    void sending(UUID id, UUID exchange, UUID transport) throws NoLongerWaiting {
        var taken = jdbc.sql("""
                        update gis_action set state = 'SENDING', exchange_id = :exchange, transport_guid = :transport,
                          attempts = attempts + 1, holdups = 0, error = null where id = :id and state = 'WAITING'
                        """)
                .param("exchange", exchange)
                .param("transport", transport)
                .param("id", id)
                .update();
        if (taken != 1) {
            throw new NoLongerWaiting();
        }
    }

    /** Somebody was faster. */
    static final class NoLongerWaiting extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    void done(UUID id, @Nullable UUID gisAnswer) {
        jdbc.sql("""
                        update gis_action set state = 'DONE', gis_answer_guid = coalesce(:answer, gis_answer_guid),
                          error = null, finished_at = :now where id = :id
                        """)
                .param("answer", gisAnswer)
                .param("now", at(clock.instant()))
                .param("id", id)
                .update();
    }

    /** What it had done is no longer there. */
    void undone(UUID id, String reason) {
        jdbc.sql("update gis_action set state = 'CANCELLED', gis_answer_guid = null, error = :reason where id = :id")
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    void refused(UUID id, String error) {
        jdbc.sql("update gis_action set state = 'REFUSED', error = :error, finished_at = :now where id = :id")
                .param("error", error)
                .param("now", at(clock.instant()))
                .param("id", id)
                .update();
    }

    /** Back to the queue, for a new message. */
    void again(UUID id, Instant notBefore, boolean alone, @Nullable String error) {
        jdbc.sql("""
                        update gis_action set state = 'WAITING', exchange_id = null, transport_guid = null, alone = :alone,
                          next_at = :next, error = :error, finished_at = null where id = :id
                        """)
                .param("alone", alone)
                .param("next", at(notBefore))
                .param("error", error)
                .param("id", id)
                .update();
    }

    /** Not yet sent; waits for something that is missing. */
    void postpone(UUID id, Instant until, String error) {
        jdbc.sql(
                        "update gis_action set next_at = :next, holdups = holdups + 1, error = :error where id = :id and state = 'WAITING'")
                .param("next", at(until))
                .param("error", error)
                .param("id", id)
                .update();
    }

    /** The answer has a name in ГИС ЖКХ already: it is changed there, not written a second time. */
    void knownAs(UUID id, UUID gisAnswer) {
        jdbc.sql("update gis_action set gis_answer_guid = :answer where id = :id")
                .param("answer", gisAnswer)
                .param("id", id)
                .update();
    }

    void changeText(UUID id, String text) {
        jdbc.sql("update gis_action set text = :text where id = :id")
                .param("text", text)
                .param("id", id)
                .update();
    }

    void cancelWaiting(UUID appealGuid, String reason) {
        jdbc.sql("""
                        update gis_action set state = 'CANCELLED', error = :reason, finished_at = :now
                        where appeal_guid = :guid and state = 'WAITING' and delivery_id is null
                        """)
                .param("reason", reason)
                .param("now", at(clock.instant()))
                .param("guid", appealGuid)
                .update();
    }

    /** Actions that a person has to look at. */
    long refused() {
        return jdbc.sql("select count(*) from gis_action where state = 'REFUSED'")
                .query(Long.class)
                .single();
    }

    private List<Action> query(String sql, Map<String, ?> parameters) {
        return jdbc.sql(sql).params(parameters).query((row, n) -> action(row)).list();
    }

    private static Action action(ResultSet row) throws SQLException {
        return new Action(
                row.getObject("id", UUID.class),
                row.getLong("seq"),
                row.getObject("appeal_guid", UUID.class),
                row.getObject("appeal_id", UUID.class),
                ActionKind.valueOf(row.getString("kind")),
                row.getString("text"),
                row.getObject("until_date", LocalDate.class),
                row.getString("receiver"),
                row.getObject("person_id", UUID.class),
                row.getObject("delivery_id", UUID.class),
                row.getObject("gis_answer_guid", UUID.class),
                Action.State.valueOf(row.getString("state")),
                row.getObject("exchange_id", UUID.class),
                row.getObject("transport_guid", UUID.class),
                row.getBoolean("alone"),
                row.getInt("attempts"),
                row.getInt("holdups"),
                row.getString("error"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("finished_at", OffsetDateTime.class)));
    }
}
