package ru.priyomnaya.survey;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.appeal.RegisterEvent.SurveyChanged;
import ru.priyomnaya.survey.Questionnaire.Kind;
import ru.priyomnaya.survey.Questionnaire.Question;

/** Editions of the questionnaire; the newest is in force. */
@Service
public class Questionnaires {
    private static final int MOST = 10;
    private static final int LONGEST = 300;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Questionnaires(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    public Questionnaire inForce() {
        return of(jdbc.sql("select max(edition) from survey_edition")
                .query(Integer.class)
                .single());
    }

    Optional<Questionnaire> find(int edition) {
        return jdbc.sql("select edition from survey_edition where edition = :edition")
                .param("edition", edition)
                .query(Integer.class)
                .optional()
                .map(this::of);
    }

    private Questionnaire of(int edition) {
        return new Questionnaire(
                edition,
                jdbc.sql("select position, kind, text from survey_question where edition = :edition order by position")
                        .param("edition", edition)
                        .query((row, n) ->
                                new Question(row.getInt(1), Kind.valueOf(row.getString(2)), row.getString(3)))
                        .list());
    }

    /**
     * A new edition, in force at once; the same questions again change nothing. Without questions the survey is off.
     *
     * @param marks questions to be marked 1 to 5, empty lines left out
     * @param words the one question to be answered in words; blank for none
     * @throws IllegalArgumentException for more than ten questions, or one longer than 300 characters
     */
    @PreAuthorize("hasRole('DIRECTOR')")
    @Transactional
    public void replace(List<String> marks, @Nullable String words) {
        jdbc.sql("lock table survey_edition in share row exclusive mode").update();
        var questions = new ArrayList<Question>();
        for (var mark : marks) {
            if (!mark.isBlank()) {
                questions.add(new Question(questions.size() + 1, Kind.MARK, fit(mark)));
            }
        }
        if (words != null && !words.isBlank()) {
            questions.add(new Question(questions.size() + 1, Kind.WORDS, fit(words)));
        }
        if (questions.size() > MOST) {
            throw new IllegalArgumentException("Вопросов — не больше %d".formatted(MOST));
        }
        var before = inForce();
        if (before.questions().equals(questions)) {
            return;
        }
        var edition = before.edition() + 1;
        jdbc.sql("insert into survey_edition (edition, saved_at, author) values (:edition, :now, :author)")
                .param("edition", edition)
                .param("now", OffsetDateTime.now(clock))
                .param("author", CurrentPerson.get().username())
                .update();
        for (var question : questions) {
            jdbc.sql(
                            "insert into survey_question (edition, position, kind, text) values (:edition, :position, :kind, :text)")
                    .param("edition", edition)
                    .param("position", question.position())
                    .param("kind", question.kind().name())
                    .param("text", question.text())
                    .update();
        }
        events.publishEvent(new SurveyChanged(edition, questions.size()));
    }

    private static String fit(String question) {
        var text = question.strip().replace('\0', ' ');
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("Вопрос — не длиннее %d знаков".formatted(LONGEST));
        }
        return text;
    }
}
