package ru.priyomnaya.generator;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What belongs to appeals besides their answers: times of visits and calls, marks, why an answer is late, links to earlier ones. */
final class Aftermath {
    private static final List<Integer> MARKS = List.of(5, 4, 3, 1, 2);
    private static final List<String> MARK_WORDS = List.of("Очень плохо", "Плохо", "Терпимо", "Хорошо", "Отлично");
    private static final List<String> GIS_WORDS = List.of("Удовлетворён", "Не удовлетворён");
    private static final List<String> REASONS =
            List.of("OTHERS", "LOAD", "INSPECTION", "APPROVAL", "ABSENCE", "ROUTING", "TECHNICAL", "OTHER");
    private static final List<String> RELATIONS = List.of("REPEAT", "COLLECTIVE");
    private static final String BY = "generate";

    private final Words words;
    private final CopyLines times = new CopyLines();
    private final CopyLines marks = new CopyLines();
    private final CopyLines reasons = new CopyLines();
    private final CopyLines links = new CopyLines();
    private @Nullable UUID earlier;

    Aftermath(Words words) {
        this.words = words;
    }

    /** Of a visit or a call; one in ten was not timed, and one in ten only in part. */
    void served(UUID appeal, String channel) {
        if ((!channel.equals("VISIT") && !channel.equals("PHONE")) || words.below(10) == 0) {
            return;
        }
        var waiting = channel.equals("VISIT") ? 30 + words.below(1500) : 5 + words.below(120);
        times.add(appeal, words.below(10) == 0 ? null : waiting, words.below(20) == 0 ? null : 60 + words.below(900));
    }

    void answered(UUID appeal, String channel, Instant sent) {
        if (channel.equals("GIS")) {
            if (words.below(3) == 0) {
                marks.add(appeal, "GIS", null, words.frequent(GIS_WORDS), sent);
            }
        } else if (words.below(8) == 0) {
            var mark = words.frequent(MARKS);
            marks.add(appeal, "APPLICANT", mark, MARK_WORDS.get(mark - 1), sent);
        }
    }

    /** Two of three explain. */
    void late(UUID appeal, Instant at) {
        if (words.below(3) > 0) {
            reasons.add(appeal, words.frequent(REASONS), at, BY);
        }
    }

    /** One in twenty belongs to one that came before it. */
    void linked(UUID appeal, Instant at) {
        if (earlier != null && words.below(20) == 0) {
            links.add(UUID.randomUUID(), appeal, earlier, words.frequent(RELATIONS), at, BY);
        }
        if (earlier == null || words.below(5) == 0) {
            earlier = appeal;
        }
    }

    void send(Connection connection) throws SQLException {
        times.send(connection, "desk_record (appeal_id, waiting_seconds, service_seconds)");
        marks.send(connection, "rating (appeal_id, source, mark, words, at)");
        reasons.send(connection, "lateness (appeal_id, reason, at, author)");
        links.send(connection, "appeal_link (id, appeal_id, leading_id, relation, linked_at, linked_by)");
    }
}
