package ru.priyomnaya.appeal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.appeal.AppealEvent.QuestionKept;
import ru.priyomnaya.appeal.CaseDesk.UnfitStep;

/** Several questions in one appeal, each with who finds out and what came of it. The answer stays one. */
@Service
public class Questions {
    private static final String STAFF = "hasAnyRole('REGISTRAR', 'EXECUTOR')";
    private static final int LONGEST = 4000;
    private static final int MOST = 50;

    private final CaseDesk desk;
    private final Appeals appeals;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Questions(CaseDesk desk, Appeals appeals, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.desk = desk;
        this.appeals = appeals;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** @param result what goes into the answer, or null as long as nobody has found out */
    public record Question(
            UUID id,
            UUID appealId,
            String text,
            @Nullable UUID executor,
            @Nullable String result,
            @Nullable Instant answeredAt) {}

    /** @throws UnfitStep when there is no text, or fifty questions already */
    @PreAuthorize(STAFF)
    @Transactional
    public UUID add(UUID appealId, String text, @Nullable UUID executor) {
        desk.requireUnsigned(appealId, "добавить вопрос");
        requireText(text, "Напишите вопрос");
        if (of(appealId).size() >= MOST) {
            throw new UnfitStep("Вопросов не больше %d".formatted(MOST));
        }
        var id = Ids.next();
        jdbc.sql("""
                        insert into appeal_question (id, appeal_id, text, executor_id, created_at)
                        values (:id, :appeal, :text, :executor, :at)
                        """)
                .param("id", id)
                .param("appeal", appealId)
                .param("text", text.strip())
                .param("executor", executor)
                .param("at", now())
                .update();
        events.publishEvent(new QuestionKept(appealId, id, executor, false));
        return id;
    }

    /** By whom it was given to, by the appeal's executor, or by a registrar. */
    @PreAuthorize(STAFF)
    @Transactional
    public void answer(UUID questionId, String result) {
        requireText(result, "Напишите результат");
        var question = jdbc.sql("select * from appeal_question where id = :id")
                .param("id", questionId)
                .query((row, n) -> question(row))
                .optional()
                .orElseThrow(() -> new UnfitStep("Нет такого вопроса"));
        var me = CurrentPerson.get();
        var appeal = appeals.get(question.appealId());
        if (!me.helpsAnybody() && !appeal.isOf(me.id()) && !me.id().equals(question.executor())) {
            throw new AccessDeniedException("Вопрос у другого исполнителя");
        }
        if (!appeal.status().isOpen() || appeal.status() == AppealStatus.SIGNED) {
            throw new ForbiddenTransition("записать результат", appeal.status());
        }
        jdbc.sql("update appeal_question set result = :result, answered_at = :at where id = :id")
                .param("result", result.strip())
                .param("at", now())
                .param("id", questionId)
                .update();
        events.publishEvent(new QuestionKept(question.appealId(), questionId, question.executor(), true));
    }

    public List<Question> of(UUID appealId) {
        return jdbc.sql("select * from appeal_question where appeal_id = :appeal order by created_at, id")
                .param("appeal", appealId)
                .query((row, n) -> question(row))
                .list();
    }

    private static Question question(ResultSet row) throws SQLException {
        var answeredAt = row.getObject("answered_at", OffsetDateTime.class);
        return new Question(
                row.getObject("id", UUID.class),
                row.getObject("appeal_id", UUID.class),
                row.getString("text"),
                row.getObject("executor_id", UUID.class),
                row.getString("result"),
                answeredAt == null ? null : answeredAt.toInstant());
    }

    private static void requireText(String text, String sentence) {
        if (text.isBlank()) {
            throw new UnfitStep(sentence);
        }
        if (text.length() > LONGEST) {
            throw new UnfitStep("Не длиннее %d знаков, сейчас %d".formatted(LONGEST, text.length()));
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
