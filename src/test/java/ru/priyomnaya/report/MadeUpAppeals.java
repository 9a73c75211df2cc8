package ru.priyomnaya.report;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.priyomnaya.Office;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Channel;

/** Appeals of a department of their own, copied from a real one, with days and ends drawn by chance from a fixed seed. */
public class MadeUpAppeals {
    public static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final int YEAR = 1999; // of their numbers: nobody else's

    private final JdbcClient jdbc;
    private final String pattern;
    private final String copied;
    private final Random random = new Random(20261124);
    public final UUID department = UUID.randomUUID();
    public final List<One> all = new ArrayList<>();

    public record One(
            Instant registered,
            Channel channel,
            AppealStatus status,
            LocalDate due,
            @Nullable UUID topic,
            @Nullable Instant sent) {
        public LocalDate day() {
            return LocalDate.ofInstant(registered, MOSCOW);
        }
    }

    public MadeUpAppeals(JdbcClient jdbc, String pattern) {
        this.jdbc = jdbc;
        this.pattern = pattern;
        this.copied = jdbc.sql("""
                        select string_agg(column_name, ', ') from information_schema.columns
                        where table_schema = 'public' and table_name = 'appeal' and is_generated = 'NEVER'
                          and column_name not in ('id', 'number', 'number_year', 'number_seq', 'external_id', 'channel', 'registered_at',
                            'status', 'deadline', 'channel_deadline', 'department_id', 'executor_id', 'topic_id')
                        """).query(String.class).single();
        jdbc.sql("insert into department (id, organization_id, name) select :id, id, :name from organization limit 1")
                .param("id", department)
                .param("name", "Отдел расчётов")
                .update();
    }

    /** @param until the last day, in Moscow */
    public void fill(int count, LocalDate until, int days) {
        var topics = jdbc.sql("select id from topic order by name limit 13")
                .query(UUID.class)
                .list();
        var channels = Channel.values();
        var statuses = AppealStatus.values();
        for (int n = 0; n < count; n++) {
            var day = until.minusDays((long) Math.abs(random.nextGaussian() * days / 3) % days);
            var registered = day.atStartOfDay(MOSCOW).toInstant().plus(Duration.ofMinutes(random.nextInt(1440)));
            var status = random.nextInt(3) > 0 ? AppealStatus.CLOSED : statuses[random.nextInt(statuses.length)];
            var answered = status == AppealStatus.SENT || status == AppealStatus.CLOSED;
            add(new One(
                    registered,
                    channels[Math.min(random.nextInt(channels.length), random.nextInt(channels.length))],
                    status,
                    day.plusDays(random.nextInt(30)),
                    random.nextInt(8) == 0
                            ? null
                            : topics.get(Math.min(random.nextInt(13), random.nextInt(13)) % topics.size()),
                    answered && random.nextInt(10) > 0
                            ? registered.plus(Duration.ofHours((long) Math.abs(random.nextGaussian() * 240)))
                            : null));
        }
    }

    public void add(One one) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into appeal (id, number, number_year, number_seq, external_id, channel, registered_at, status, deadline,
                          department_id, topic_id, %s)
                        select :id, :number, :year, :seq, :number, :channel, :registered, :status, :due, :department, :topic, %s
                        from appeal where number = :pattern
                        """.formatted(copied, copied))
                .param("id", id)
                .param("number", id.toString())
                .param("year", YEAR)
                .param("seq", id.getMostSignificantBits() >>> 1)
                .param("channel", one.channel().name())
                .param("registered", at(one.registered()))
                .param("status", one.status().name())
                .param("due", one.due())
                .param("department", department)
                .param("topic", one.topic(), java.sql.Types.OTHER)
                .param("pattern", pattern)
                .update();
        if (one.sent() != null) {
            jdbc.sql("""
                            insert into answer (id, version, appeal_id, status, text, author_id, created_at, saved_at, sent_at)
                            select gen_random_uuid(), 0, :id, 'DRAFT', '', p.id, now(), now(), :sent from person p limit 1
                            """).param("id", id).param("sent", at(one.sent())).update();
        }
        all.add(one);
    }

    /** Again when the search has just begun to read one of them. */
    public void remove() {
        await().atMost(Office.LIMIT).ignoreExceptions().until(() -> {
            for (var table : List.of("appeal_words", "answer", "reminder", "desk_record", "appeal_link", "rating")) {
                jdbc.sql("delete from " + table
                                + " where appeal_id in (select id from appeal where department_id = :id)")
                        .param("id", department)
                        .update();
            }
            jdbc.sql("delete from appeal where department_id = :id")
                    .param("id", department)
                    .update();
            return jdbc.sql("delete from department where id = :id")
                            .param("id", department)
                            .update()
                    == 1;
        });
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
