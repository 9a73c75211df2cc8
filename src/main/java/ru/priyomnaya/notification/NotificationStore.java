package ru.priyomnaya.notification;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is kept of news and of who wants which. */
@Repository
class NotificationStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    NotificationStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** For those who want it; what one wants on neither way is not kept. */
    void add(Collection<UUID> people, @Nullable UUID appeal, NotificationKind kind, @Nullable UUID actor) {
        if (people.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into notification (person_id, appeal_id, kind, at, actor_id, on_screen, told_at)
                        select p.id, cast(:appeal as uuid), :kind, :now, cast(:actor as uuid),
                          coalesce(c.inbox, true),
                          case when coalesce(c.mail, :mailed) then null else cast(:now as timestamptz) end
                        from person p left join notification_choice c on c.person_id = p.id and c.kind = :kind
                        where p.id in (:people) and p.enabled and (coalesce(c.inbox, true) or coalesce(c.mail, :mailed))
                        """)
                .param("people", people)
                .param("appeal", appeal)
                .param("kind", kind.name())
                .param("mailed", kind.isMailed())
                .param("actor", actor)
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    int unread(UUID person, int most) {
        return jdbc.sql("""
                        select count(*) from (select 1 from notification where person_id = :person and read_at is null and on_screen limit :most) counted
                        """)
                .param("person", person)
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /** The newest first. */
    List<Notification> of(UUID person, boolean unreadOnly, int most) {
        return jdbc.sql("""
                        select n.id, n.appeal_id, a.number, a.subject, n.kind, n.at,
                          nullif(concat_ws(' ', p.last_name, left(p.first_name, 1) || '.'), '') as actor, n.read_at is null as unread
                        from notification n left join appeal a on a.id = n.appeal_id left join person p on p.id = n.actor_id
                        where n.person_id = :person and n.on_screen and (not :unread or n.read_at is null) order by n.id desc limit :most
                        """)
                .param("person", person)
                .param("unread", unreadOnly)
                .param("most", most)
                .query((row, n) -> new Notification(
                        row.getLong(1),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getString(4),
                        NotificationKind.valueOf(row.getString(5)),
                        row.getObject(6, OffsetDateTime.class).toInstant(),
                        row.getString(7),
                        row.getBoolean(8)))
                .list();
    }

    void readAll(UUID person) {
        jdbc.sql("update notification set read_at = :now where person_id = :person and read_at is null")
                .param("now", OffsetDateTime.now(clock))
                .param("person", person)
                .update();
    }

    void read(UUID person, UUID appeal) {
        jdbc.sql("""
                        update notification set read_at = :now where person_id = :person and appeal_id = :appeal and read_at is null
                        """)
                .param("now", OffsetDateTime.now(clock))
                .param("person", person)
                .param("appeal", appeal)
                .update();
    }

    List<NotificationChoice> choices(UUID person) {
        Map<String, NotificationChoice> chosen = new HashMap<>();
        jdbc.sql("select kind, inbox, mail from notification_choice where person_id = :person")
                .param("person", person)
                .query(row -> {
                    chosen.put(
                            row.getString(1),
                            new NotificationChoice(
                                    NotificationKind.valueOf(row.getString(1)), row.getBoolean(2), row.getBoolean(3)));
                });
        return Arrays.stream(NotificationKind.values())
                .map(kind -> chosen.getOrDefault(kind.name(), new NotificationChoice(kind, true, kind.isMailed())))
                .toList();
    }

    void choose(UUID person, NotificationChoice choice) {
        jdbc.sql("""
                        insert into notification_choice (person_id, kind, inbox, mail) values (:person, :kind, :inbox, :mail)
                        on conflict (person_id, kind) do update set inbox = excluded.inbox, mail = excluded.mail
                        """)
                .param("person", person)
                .param("kind", choice.kind().name())
                .param("inbox", choice.inbox())
                .param("mail", choice.mail())
                .update();
    }

    /** A person with an address for whom news wait that no letter has told. */
    record Reader(UUID person, String address) {}

    List<Reader> waiting(LocalDate today, int most) {
        return jdbc.sql("""
                        select p.id, p.email from person p
                        where p.enabled and p.email <> ''
                          and exists (select 1 from notification n where n.person_id = p.id and n.told_at is null and n.read_at is null)
                          and not exists (select 1 from notification_digest d where d.person_id = p.id and d.day = :today)
                        order by p.id limit :most
                        """)
                .param("today", today)
                .param("most", most)
                .query((row, n) -> new Reader(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    /** Whether this gateway writes the person's letter of the day. */
    boolean claim(UUID person, LocalDate today) {
        return jdbc.sql(
                                "insert into notification_digest (person_id, day) values (:person, :day) on conflict do nothing")
                        .param("person", person)
                        .param("day", today)
                        .update()
                == 1;
    }

    /** A line of the letter. */
    record Line(@Nullable String number, NotificationKind kind, Instant at) {}

    /** What no letter has told yet, the oldest first; told from now on. */
    List<Line> tell(UUID person) {
        return jdbc.sql("""
                        with told as (update notification set told_at = :now
                          where person_id = :person and told_at is null and read_at is null returning id, appeal_id, kind, at)
                        select a.number, t.kind, t.at from told t left join appeal a on a.id = t.appeal_id order by t.id
                        """)
                .param("now", OffsetDateTime.now(clock))
                .param("person", person)
                .query((row, n) -> new Line(
                        row.getString(1),
                        NotificationKind.valueOf(row.getString(2)),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** News that nobody looks back to any more. */
    void forget(Instant before) {
        jdbc.sql("delete from notification where at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("delete from notification_digest where day < cast(:before as date)")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }
}
