package ru.priyomnaya.intake;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of one message through the program: fetched when and from where, which decisions, what became of it.
 *
 * @param steps in order; Russian, without personal data
 */
public record IntakeTrace(List<Step> steps) {
    /** @param at when, or null for what happened between the steps around it */
    public record Step(@Nullable Instant at, String what) {}

    static final String SELECT = """
            select i.received_at, i.stored_at, i.finished_at, i.next_attempt_at, i.source, i.size, i.attempts, i.state, i.code,
                   i.reason, i.notes, i.signature, i.proposed_email is not null as proposed, a.number
            from intake i left join appeal a on a.id = i.appeal_id
            where i.id = :id
            """;

    static IntakeTrace of(ResultSet row, int n) throws SQLException {
        var steps = new ArrayList<Step>();
        var source = row.getString("source");
        steps.add(new Step(instant(row, "received_at"), "Сообщение получил почтовый сервер, сайт или ГИС ЖКХ"));
        steps.add(new Step(
                instant(row, "stored_at"),
                "Скопировано и сохранено, %d байт%s"
                        .formatted(row.getLong("size"), source == null ? "" : ": " + source)));
        if (row.getInt("attempts") > 0) {
            steps.add(new Step(null, "Чтение начато, попыток: " + row.getInt("attempts")));
        }
        for (var note : notes(row.getArray("notes"))) {
            steps.add(new Step(null, note));
        }
        if (row.getString("signature") != null) {
            steps.add(new Step(null, "Подпись проверена, вывод — на карточке"));
        }
        if (row.getBoolean("proposed")) {
            steps.add(new Step(null, "Письмо переслано: предложен другой заявитель"));
        }
        var state = IntakeState.valueOf(row.getString("state"));
        if (state == IntakeState.STORED) {
            steps.add(new Step(
                    instant(row, "next_attempt_at"),
                    row.getInt("attempts") > 0 ? "Будет прочитано снова" : "Ждёт чтения"));
        } else {
            steps.add(new Step(instant(row, "finished_at"), outcome(state, row)));
        }
        return new IntakeTrace(List.copyOf(steps));
    }

    private static String outcome(IntakeState state, ResultSet row) throws SQLException {
        var outcome = new StringBuilder("Итог: ").append(state.inRussian());
        if (row.getString("number") != null) {
            outcome.append(", № ").append(row.getString("number"));
        }
        if (row.getString("code") != null) {
            outcome.append(", ").append(row.getString("code"));
        }
        if (row.getString("reason") != null) {
            // What a mail server says names its recipient.
            outcome.append(": ").append(row.getString("reason").replaceAll("[^\\s<>@]{1,100}@[^\\s<>@]{1,255}", "…"));
        }
        return outcome.toString();
    }

    private static List<String> notes(@Nullable Array notes) throws SQLException {
        return notes == null ? List.of() : List.of((String[]) notes.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
