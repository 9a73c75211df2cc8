package ru.priyomnaya.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.priyomnaya.privacy.Erasure.Ground;
import ru.priyomnaya.privacy.Erasure.Item;
import ru.priyomnaya.privacy.Erasure.State;

/** Proposals and what they name. */
@Repository
class Erasures {
    private static final String ITEM = """
            select x.id, x.appeal_id, x.intake_id, coalesce(a.number, '# ' || x.intake_id),
              coalesce(a.registered_at, i.received_at), x.state, x.why, x.rows_erased, x.documents_erased, x.entries_erased
            from erasure_item x left join appeal a on a.id = x.appeal_id left join intake i on i.id = x.intake_id
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    Erasures(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    void insert(Erasure erasure, List<UUID> appeals, List<Long> messages) {
        jdbc.sql("""
                        insert into erasure (id, ground, reason, early, state, proposed_by, proposed_at)
                        values (:id, :ground, :reason, :early, 'PROPOSED', :by, :at)
                        """)
                .param("id", erasure.id())
                .param("ground", erasure.ground().name())
                .param("reason", erasure.reason())
                .param("early", erasure.early())
                .param("by", erasure.proposedBy())
                .param("at", at(erasure.proposedAt()))
                .update();
        batch.batchUpdate(
                "insert into erasure_item (erasure_id, appeal_id, state) values (?, ?, 'WAITING')",
                appeals.stream()
                        .map(appeal -> new Object[] {erasure.id(), appeal})
                        .toList());
        batch.batchUpdate(
                "insert into erasure_item (erasure_id, intake_id, state) values (?, ?, 'WAITING')",
                messages.stream()
                        .map(message -> new Object[] {erasure.id(), message})
                        .toList());
    }

    Optional<Erasure> find(UUID id) {
        return list("where e.id = :id", id, 1).stream().findFirst();
    }

    /** Newest first. */
    List<Erasure> newest(int most) {
        return list("", new UUID(0, 0), most);
    }

    private List<Erasure> list(String where, UUID id, int most) {
        return jdbc.sql("""
                        select e.*, (select count(*) from erasure_item x where x.erasure_id = e.id) as items from erasure e %s
                        order by e.proposed_at desc limit :most
                        """.formatted(where))
                .param("id", id)
                .param("most", most)
                .query(Erasures::erasure)
                .list();
    }

    /** The oldest that is in the state; locked until the transaction ends, another gateway passes it by. */
    Optional<Erasure> take(State state) {
        return jdbc.sql("""
                        select e.*, 0 as items from erasure e where e.state = :state
                        order by e.decided_at limit 1 for update skip locked
                        """)
                .param("state", state.name())
                .query(Erasures::erasure)
                .optional();
    }

    /** In the order in which they were named. */
    List<Item> items(UUID erasure, long after, int most) {
        return jdbc.sql(ITEM + " where x.erasure_id = :erasure and x.id > :after order by x.id limit :most")
                .param("erasure", erasure)
                .param("after", after)
                .param("most", most)
                .query(Erasures::item)
                .list();
    }

    List<Item> waiting(UUID erasure, int most) {
        return jdbc.sql(ITEM + " where x.erasure_id = :erasure and x.state = 'WAITING' order by x.id limit :most")
                .param("erasure", erasure)
                .param("most", most)
                .query(Erasures::item)
                .list();
    }

    /** Locks it until the transaction ends; false when somebody else has it, or had it. */
    boolean isStillWaiting(long item) {
        return !jdbc.sql("select 1 from erasure_item where id = :id and state = 'WAITING' for update skip locked")
                .param("id", item)
                .query()
                .listOfRows()
                .isEmpty();
    }

    void settle(long item, String state, @Nullable String why, Destruction.Tally tally, Instant now) {
        jdbc.sql("""
                        update erasure_item set state = :state, why = :why, rows_erased = :rows, documents_erased = :documents,
                          entries_erased = :entries, at = :now where id = :id
                        """)
                .param("id", item)
                .param("state", state)
                .param("why", why)
                .param("rows", tally.rows())
                .param("documents", tally.documents())
                .param("entries", tally.entries())
                .param("now", at(now))
                .update();
    }

    /** Whether it was in {@code before} until now. */
    boolean decide(UUID id, State before, State after, @Nullable UUID by, @Nullable String refusal, Instant now) {
        return jdbc.sql("""
                        update erasure set state = :after, decided_by = :by, decided_at = :now, refusal = :refusal
                        where id = :id and state = :before
                        """)
                        .param("id", id)
                        .param("before", before.name())
                        .param("after", after.name())
                        .param("by", by)
                        .param("refusal", refusal)
                        .param("now", at(now))
                        .update()
                == 1;
    }

    /** Makes the program's proposal a person's; whether nobody has done so before. */
    boolean adopt(UUID id, UUID person) {
        return jdbc.sql(
                                "update erasure set proposed_by = :by where id = :id and state = 'PROPOSED' and proposed_by is null")
                        .param("id", id)
                        .param("by", person)
                        .update()
                == 1;
    }

    boolean isProposed(Ground ground) {
        return !jdbc.sql(
                        "select 1 from erasure where ground = :ground and state in ('PROPOSED', 'CONFIRMED', 'ERASED') limit 1")
                .param("ground", ground.name())
                .query()
                .listOfRows()
                .isEmpty();
    }

    void erased(UUID id) {
        jdbc.sql("update erasure set state = 'ERASED' where id = :id and state = 'CONFIRMED'")
                .param("id", id)
                .update();
    }

    boolean done(UUID id, String act, Instant now) {
        return jdbc.sql(
                                "update erasure set state = 'DONE', act_sha256 = :act, finished_at = :now where id = :id and state = 'ERASED'")
                        .param("id", id)
                        .param("act", act)
                        .param("now", at(now))
                        .update()
                == 1;
    }

    private static Erasure erasure(ResultSet row, int n) throws SQLException {
        return new Erasure(
                row.getObject("id", UUID.class),
                row.getInt("number"),
                Ground.valueOf(row.getString("ground")),
                row.getString("reason"),
                row.getBoolean("early"),
                State.valueOf(row.getString("state")),
                row.getObject("proposed_by", UUID.class),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                row.getObject("decided_by", UUID.class),
                instant(row.getObject("decided_at", OffsetDateTime.class)),
                row.getString("refusal"),
                instant(row.getObject("finished_at", OffsetDateTime.class)),
                row.getString("act_sha256"),
                row.getInt("items"));
    }

    private static Item item(ResultSet row, int n) throws SQLException {
        return new Item(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getObject(3, Long.class),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getString(6),
                row.getString(7),
                row.getInt(8),
                row.getInt(9),
                row.getInt(10));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
