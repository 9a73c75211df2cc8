package ru.priyomnaya.control;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is due, by whom, in SQL over the open appeals alone. */
@Repository
class Dues {
    private static final String OPEN = "a.status in ('REGISTERED', 'ASSIGNED', 'IN_WORK', 'ON_APPROVAL', 'SIGNED')";

    private final JdbcClient jdbc;

    Dues(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param name of an executor or a department; null for appeals that have none
     * @param soon due within three days, today apart
     */
    record Line(@Nullable String name, long open, long overdue, long today, long soon) {}

    List<Line> byExecutor(LocalDate today) {
        return lines(
                "p.id",
                "concat_ws(' ', p.last_name, left(p.first_name, 1) || '.', left(p.middle_name, 1) || '.')",
                today);
    }

    List<Line> byDepartment(LocalDate today) {
        return lines("d.id", "d.name", today);
    }

    private List<Line> lines(String key, String name, LocalDate today) {
        return jdbc.sql("""
                        select nullif(%s, '') as name, count(*), count(*) filter (where a.due < :today),
                          count(*) filter (where a.due = :today), count(*) filter (where a.due > :today and a.due <= :soon)
                        from appeal a left join person p on p.id = a.executor_id left join department d on d.id = p.department_id
                        where %s group by %s, 1 order by 3 desc, 4 desc, 5 desc, 1
                        """.formatted(name, OPEN, key))
                .param("today", today)
                .param("soon", today.plusDays(3))
                .query((row, n) ->
                        new Line(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .list();
    }

    /** Open appeals whose last day is that day or earlier, with who answers for them. */
    List<Due> until(LocalDate day, LocalDate today) {
        return jdbc.sql("""
                        select a.id, a.number, a.due, a.executor_id, d.head_id from appeal a
                        left join person p on p.id = a.executor_id left join department d on d.id = p.department_id
                        where a.due <= :day and %s order by a.due, a.registered_at limit 5000
                        """.formatted(OPEN))
                .param("day", day)
                .query((row, n) -> {
                    var due = row.getObject(3, LocalDate.class);
                    return new Due(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            due,
                            ChronoUnit.DAYS.between(today, due),
                            row.getObject(4, UUID.class),
                            row.getObject(5, UUID.class));
                })
                .list();
    }

    /** @param daysLeft negative when it is overdue */
    record Due(
            UUID appealId,
            String number,
            LocalDate day,
            long daysLeft,
            @Nullable UUID executor,
            @Nullable UUID head) {}

    List<Due> unassignedSince(Instant instant, LocalDate today) {
        return jdbc.sql("""
                        select id, number, due from appeal where status = 'REGISTERED' and registered_at < :since order by registered_at limit 1000
                        """)
                .param("since", at(instant))
                .query((row, n) -> {
                    var due = row.getObject(3, LocalDate.class);
                    return new Due(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            due,
                            ChronoUnit.DAYS.between(today, due),
                            null,
                            null);
                })
                .list();
    }

    /** What somebody has been told of these appeals. */
    Set<Reminder> told(Collection<Due> of) {
        return of.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("select appeal_id, kind, due, person_id from reminder where appeal_id in (:ids)")
                        .param("ids", of.stream().map(Due::appealId).toList())
                        .query((row, n) -> new Reminder(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getObject(3, LocalDate.class),
                                row.getObject(4, UUID.class)))
                        .list());
    }

    /** Of one deadline, of one kind, to one person: once. */
    record Reminder(UUID appealId, String kind, LocalDate due, UUID person) {}

    /** Whether this reminder is the first of its kind; a second gateway gets false. */
    boolean first(Reminder reminder, Instant now) {
        return jdbc.sql("""
                        insert into reminder (appeal_id, kind, due, person_id, at)
                        values (:appeal, :kind, :due, :person, :at) on conflict do nothing
                        """)
                        .param("appeal", reminder.appealId())
                        .param("kind", reminder.kind())
                        .param("due", reminder.due())
                        .param("person", reminder.person())
                        .param("at", at(now))
                        .update()
                == 1;
    }

    boolean firstDigest(LocalDate day) {
        return jdbc.sql("insert into control_digest (day) values (:day) on conflict do nothing")
                        .param("day", day)
                        .update()
                == 1;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
