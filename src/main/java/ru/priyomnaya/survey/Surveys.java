package ru.priyomnaya.survey;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.AppealEvent.SurveyAnswered;
import ru.priyomnaya.appeal.AppealEvent.SurveyAsked;
import ru.priyomnaya.appeal.RegisterEvent.PaperFormEntered;

/** Takes answers to the survey. Who may answer for an appeal is the channel's business. */
@Service
public class Surveys {
    private final Questionnaires questionnaires;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Surveys(Questionnaires questionnaires, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.questionnaires = questionnaires;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** How an applicant was asked. */
    enum Way {
        /** Shown after the mark. */
        LINK,
        /** By a letter of its own. */
        LETTER
    }

    /** Notes that the applicant sees the questions; a second time changes nothing. */
    @Transactional
    public void shown(UUID appealId) {
        asked(appealId, Way.LINK);
    }

    /** Whether nobody has asked about this appeal before. */
    boolean asked(UUID appealId, Way way) {
        var first = jdbc.sql(
                                "insert into survey_asked (appeal_id, way, at) values (:appeal, :way, :now) on conflict do nothing")
                        .param("appeal", appealId)
                        .param("way", way.name())
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
        if (first) {
            events.publishEvent(new SurveyAsked(appealId));
        }
        return first;
    }

    /**
     * The applicant's answer; the latest counts.
     *
     * @param edition that the applicant saw
     * @return false when there is no such edition, or nothing of what it asks was answered
     */
    @Transactional
    public boolean answer(Appeal appeal, int edition, Given given) {
        var seen = questionnaires.find(edition);
        var fitting = seen.map(given::fitting).filter(one -> !one.isEmpty());
        if (fitting.isEmpty()) {
            return false;
        }
        asked(appeal.id(), Way.LINK); // a link from elsewhere: who answers has been asked
        jdbc.sql("delete from survey_response where appeal_id = :appeal")
                .param("appeal", appeal.id())
                .update();
        keep(
                UUID.randomUUID(),
                edition,
                "APPLICANT",
                appeal.id(),
                appeal.topicId().orElse(null),
                null,
                fitting.get());
        events.publishEvent(new SurveyAnswered(appeal.id(), fitting.get().lowest()));
        return true;
    }

    /**
     * An anonymous paper form.
     *
     * @param form drawn with the page, so that a second press of the button is the same form
     * @throws IllegalArgumentException when nothing was answered, or there is no such edition
     */
    @PreAuthorize("hasRole('REGISTRAR')")
    @Transactional
    public void enter(UUID form, int edition, @Nullable UUID topic, Given given) {
        var fitting = questionnaires
                .find(edition)
                .map(given::fitting)
                .filter(one -> !one.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("Отметьте хотя бы один ответ"));
        var id = UUID.randomUUID();
        if (keep(id, edition, "PAPER", null, topic, form, fitting)) {
            events.publishEvent(new PaperFormEntered(id));
        }
    }

    private boolean keep(
            UUID id,
            int edition,
            String source,
            @Nullable UUID appeal,
            @Nullable UUID topic,
            @Nullable UUID form,
            Given given) {
        var kept = jdbc.sql("""
                        insert into survey_response (id, edition, source, appeal_id, topic_id, words, at, entered_by, form_key)
                        values (:id, :edition, :source, :appeal, :topic, :words, :now, :by, :form) on conflict (form_key) do nothing
                        """)
                        .param("id", id)
                        .param("edition", edition)
                        .param("source", source)
                        .param("appeal", appeal)
                        .param("topic", topic)
                        .param("words", given.words())
                        .param("now", OffsetDateTime.now(clock))
                        .param(
                                "by",
                                source.equals("PAPER") ? CurrentPerson.get().username() : null)
                        .param("form", form)
                        .update()
                == 1;
        if (kept) {
            given.marks()
                    .forEach((position, mark) -> jdbc.sql(
                                    "insert into survey_mark (response_id, position, mark) values (:id, :position, :mark)")
                            .param("id", id)
                            .param("position", position)
                            .param("mark", mark)
                            .update());
        }
        return kept;
    }
}
