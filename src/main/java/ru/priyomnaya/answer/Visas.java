package ru.priyomnaya.answer;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.priyomnaya.answer.Visa.Decision;

/** Rounds of approval: who is asked, what was said, how the text read. */
@Repository
class Visas {
    private final JdbcClient jdbc;

    Visas(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of all rounds, in order. */
    List<Visa> of(UUID answerId) {
        return jdbc.sql("""
                        select round, position, person_id, signs, decision, comment, decided_at from answer_visa
                        where answer_id = :answer order by round, position
                        """)
                .param("answer", answerId)
                .query((row, n) -> new Visa(
                        row.getInt(1),
                        row.getInt(2),
                        row.getObject(3, UUID.class),
                        row.getBoolean(4),
                        row.getString(5) == null ? null : Decision.valueOf(row.getString(5)),
                        row.getString(6),
                        instant(row.getObject(7, OffsetDateTime.class))))
                .list();
    }

    void ask(UUID answerId, int round, int position, UUID person, boolean signs) {
        jdbc.sql("""
                        insert into answer_visa (answer_id, round, position, person_id, signs)
                        values (:answer, :round, :position, :person, :signs)
                        """)
                .param("answer", answerId)
                .param("round", round)
                .param("position", position)
                .param("person", person)
                .param("signs", signs)
                .update();
    }

    /** Of somebody who was asked, or who signs without having been named. */
    void decide(
            UUID answerId,
            int round,
            UUID person,
            boolean signs,
            Decision decision,
            @Nullable String comment,
            Instant now) {
        jdbc.sql("""
                        insert into answer_visa (answer_id, round, position, person_id, signs, decision, comment, decided_at)
                        select :answer, :round, coalesce(max(position), 0) + 1, :person, :signs, :decision, :comment, :at
                        from answer_visa where answer_id = :answer and round = :round
                        on conflict (answer_id, round, person_id)
                        do update set decision = excluded.decision, comment = excluded.comment, decided_at = excluded.decided_at
                        """)
                .param("answer", answerId)
                .param("round", round)
                .param("person", person)
                .param("signs", signs)
                .param("decision", decision.name())
                .param("comment", comment)
                .param("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
    }

    /** How the text read when a round began. */
    record Version(int round, String text, String author, Instant at) {}

    void keep(UUID answerId, Version version) {
        jdbc.sql(
                        "insert into answer_version (answer_id, round, text, author, at) values (:answer, :round, :text, :author, :at)")
                .param("answer", answerId)
                .param("round", version.round())
                .param("text", version.text())
                .param("author", version.author())
                .param("at", OffsetDateTime.ofInstant(version.at(), ZoneOffset.UTC))
                .update();
    }

    List<Version> versions(UUID answerId) {
        return jdbc.sql("select round, text, author, at from answer_version where answer_id = :answer order by round")
                .param("answer", answerId)
                .query((row, n) -> new Version(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()))
                .list();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
