package ru.priyomnaya.alarm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.concern.Concern;
import ru.priyomnaya.concern.ConcernKind;

/** What stands and what has stood, and whom it was told to. */
@Service
public class Alarms {
    /** Of an alarm that is over. */
    private static final String RECOVERED = "recovered";

    private final JdbcClient jdbc;

    Alarms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param node whose it is; empty: of the whole installation
     * @param endedAt null while it stands
     */
    public record Alarm(
            long id,
            ConcernKind kind,
            String about,
            String node,
            String sentence,
            String step,
            Instant since,
            @Nullable Instant endedAt) {}

    /** Raises what is new and ends what is gone of this node. */
    @Transactional
    void note(String node, List<Concern> concerns) {
        for (var concern : concerns) {
            jdbc.sql("""
                            insert into alarm (kind, about, node, sentence, step, since)
                            values (:kind, :about, :node, :sentence, :step, now())
                            on conflict (kind, about, node) where ended_at is null
                            do update set sentence = excluded.sentence, step = excluded.step
                            where alarm.sentence <> excluded.sentence or alarm.step <> excluded.step
                            """)
                    .param("kind", concern.kind().name())
                    .param("about", concern.about())
                    .param("node", node)
                    .param("sentence", concern.sentence())
                    .param("step", concern.step())
                    .update();
        }
        for (var alarm : standing()) {
            var stands = concerns.stream()
                    .anyMatch(concern ->
                            concern.kind() == alarm.kind() && concern.about().equals(alarm.about()));
            if (alarm.node().equals(node) && !stands) {
                end(alarm.id());
            }
        }
    }

    private void end(long id) {
        jdbc.sql("update alarm set ended_at = now() where id = :id and ended_at is null")
                .param("id", id)
                .update();
    }

    /** What gateways that are gone had said of themselves. */
    void endOfOthers(List<String> living) {
        jdbc.sql("update alarm set ended_at = now() where ended_at is null and node <> '' and node not in (:living)")
                .param("living", living)
                .update();
    }

    /** Oldest first. */
    public List<Alarm> standing() {
        return jdbc.sql("select * from alarm where ended_at is null order by since, id")
                .query(Alarms::read)
                .list();
    }

    /** The last hundred that are over, newest first. */
    public List<Alarm> past() {
        return jdbc.sql("select * from alarm where ended_at is not null order by ended_at desc, id desc limit 100")
                .query(Alarms::read)
                .list();
    }

    /** What this way has not told yet of what stands, and of what was told and is over; oldest first. */
    List<Alarm> untold(String way) {
        return jdbc.sql("""
                        select a.* from alarm a where
                          a.ended_at is null and not exists (
                            select from alarm_telling t where t.alarm_id = a.id and t.way = :way and t.step = a.step)
                          or a.ended_at > now() - interval '7 days'
                            and exists (select from alarm_telling t where t.alarm_id = a.id and t.way = :way)
                            and not exists (
                              select from alarm_telling t where t.alarm_id = a.id and t.way = :way and t.step = :recovered)
                        order by a.since, a.id limit 50
                        """)
                .param("way", way)
                .param("recovered", RECOVERED)
                .query(Alarms::read)
                .list();
    }

    /** Whether it had been told before, of an earlier step. */
    boolean isKnown(Alarm alarm, String way) {
        return jdbc.sql("select exists (select from alarm_telling where alarm_id = :id and way = :way)")
                .param("id", alarm.id())
                .param("way", way)
                .query(Boolean.class)
                .single();
    }

    void told(Alarm alarm, String way) {
        jdbc.sql("""
                        insert into alarm_telling (alarm_id, way, step, told_at) values (:id, :way, :step, now())
                        on conflict do nothing
                        """)
                .param("id", alarm.id())
                .param("way", way)
                .param("step", alarm.endedAt() == null ? alarm.step() : RECOVERED)
                .update();
    }

    /** Those that have been over for a year. */
    int forget() {
        return jdbc.sql("delete from alarm where ended_at < now() - interval '1 year'")
                .update();
    }

    private static Alarm read(ResultSet row, int n) throws SQLException {
        return new Alarm(
                row.getLong("id"),
                ConcernKind.valueOf(row.getString("kind")),
                row.getString("about"),
                row.getString("node"),
                row.getString("sentence"),
                row.getString("step"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null));
    }
}
