package ru.priyomnaya.assignment;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who stands in for whom [замещение], from day to day. */
@Repository
public class Substitutions {
    private final JdbcClient jdbc;

    Substitutions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param from first day of absence
     * @param until last day of absence
     */
    public record Substitution(
            UUID id,
            UUID person,
            UUID substitute,
            LocalDate from,
            LocalDate until,
            @Nullable String comment) {}

    /** Those that are not over, by their first day. */
    public List<Substitution> from(LocalDate today) {
        return jdbc.sql("select * from substitution where until_day >= :today order by from_day")
                .param("today", today)
                .query((row, n) -> new Substitution(
                        row.getObject("id", UUID.class),
                        row.getObject("person_id", UUID.class),
                        row.getObject("substitute_id", UUID.class),
                        row.getObject("from_day", LocalDate.class),
                        row.getObject("until_day", LocalDate.class),
                        row.getString("comment")))
                .list();
    }

    /** Who is absent today → who stands in. */
    public Map<UUID, UUID> on(LocalDate today) {
        var absent = new HashMap<UUID, UUID>();
        from(today).stream()
                .filter(one -> !one.from().isAfter(today))
                .forEach(one -> absent.putIfAbsent(one.person(), one.substitute()));
        return absent;
    }

    void keep(Substitution one) {
        jdbc.sql("""
                        insert into substitution (id, person_id, substitute_id, from_day, until_day, comment)
                        values (:id, :person, :substitute, :from, :until, :comment)
                        """)
                .param("id", one.id())
                .param("person", one.person())
                .param("substitute", one.substitute())
                .param("from", one.from())
                .param("until", one.until())
                .param("comment", one.comment())
                .update();
    }

    void remove(UUID id) {
        jdbc.sql("delete from substitution where id = :id").param("id", id).update();
    }

    /** Open appeals of a person that may still change hands. */
    List<UUID> openOf(UUID person) {
        return jdbc.sql("select id from appeal where executor_id = :person and status in ('ASSIGNED', 'IN_WORK')")
                .param("person", person)
                .query(UUID.class)
                .list();
    }
}
