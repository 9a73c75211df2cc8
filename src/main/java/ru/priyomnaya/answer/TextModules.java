package ru.priyomnaya.answer;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.answer.SigningEvent.TextModuleKept;
import ru.priyomnaya.answer.SigningEvent.TextModuleRetired;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.letter.LetterText;
import ru.priyomnaya.letter.Variables;
import ru.priyomnaya.organization.Organizations;

/** Text modules, and earlier answers that can be taken as a beginning. */
@Service
public class TextModules {
    private static final String KEEPERS = "hasAnyRole('REGISTRAR', 'DIRECTOR', 'ADMIN')";
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 5_000;
    private static final int MOST_EARLIER = 5;

    private final JdbcClient jdbc;
    private final Letterhead letterhead;
    private final Organizations organizations;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TextModules(
            JdbcClient jdbc,
            Letterhead letterhead,
            Organizations organizations,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.letterhead = letterhead;
        this.organizations = organizations;
        this.events = events;
        this.clock = clock;
    }

    /** By name. */
    public List<TextModule> all() {
        return jdbc.sql("""
                        select id, topic_id, name, text from text_module
                        where organization_id = :organization and not retired order by name limit 500
                        """)
                .param("organization", organizations.first().id())
                .query((row, n) -> new TextModule(
                        row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3), row.getString(4)))
                .list();
    }

    /** Those of its topic and those of every topic, by name. */
    public List<TextModule> of(Appeal appeal) {
        return all().stream()
                .filter(module -> module.topicId() == null
                        || appeal.topicId().filter(module.topicId()::equals).isPresent())
                .toList();
    }

    /** The text with the appeal's own values in it. */
    public String filled(UUID id, Appeal appeal) {
        return all().stream()
                .filter(module -> module.id().equals(id))
                .findFirst()
                .map(module -> Variables.filled(module.text(), letterhead.values(appeal)))
                .orElseThrow(() -> new Answer.UnfitAnswer("Такой заготовки нет"));
    }

    /**
     * @param id null for a new one
     * @throws Answer.UnfitAnswer for a name or a text of no or too great length
     */
    @PreAuthorize(KEEPERS)
    @Transactional
    public void keep(@Nullable UUID id, String name, String text, @Nullable UUID topic) {
        if (name.isBlank() || name.length() > LONGEST_NAME || text.isBlank() || text.length() > LONGEST_TEXT) {
            throw new Answer.UnfitAnswer(
                    "Заготовка: название до %d знаков и текст до %d знаков".formatted(LONGEST_NAME, LONGEST_TEXT));
        }
        LetterText.check(text);
        var kept = id == null ? UUID.randomUUID() : id;
        jdbc.sql("""
                        insert into text_module (id, organization_id, topic_id, name, text, saved_at, author)
                        values (:id, :organization, :topic, :name, :text, :at, :author)
                        on conflict (id) do update set topic_id = excluded.topic_id, name = excluded.name, text = excluded.text,
                          saved_at = excluded.saved_at, author = excluded.author, retired = false
                        """)
                .param("id", kept)
                .param("organization", organizations.first().id())
                .param("topic", topic)
                .param("name", name.strip())
                .param("text", text.strip())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("author", CurrentPerson.get().username())
                .update();
        events.publishEvent(new TextModuleKept(kept, name.strip()));
    }

    @PreAuthorize(KEEPERS)
    @Transactional
    public void retire(UUID id) {
        var retired = jdbc.sql("update text_module set retired = true where id = :id and not retired")
                .param("id", id)
                .update();
        if (retired > 0) {
            events.publishEvent(new TextModuleRetired(id));
        }
    }

    /** An answer that was sent and may serve as a beginning. */
    public record Earlier(UUID answerId, String number, String beginning) {}

    /** The latest on the same topic. */
    public List<Earlier> earlier(Appeal appeal) {
        return appeal.topicId()
                .map(topic -> jdbc.sql("""
                                select w.id, a.number, left(w.text, 120) from answer w join appeal a on a.id = w.appeal_id
                                where a.topic_id = :topic and w.status = 'SENT' and a.id <> :self
                                order by w.sent_at desc limit :most
                                """)
                        .param("topic", topic)
                        .param("self", appeal.id())
                        .param("most", MOST_EARLIER)
                        .query((row, n) ->
                                new Earlier(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                        .list())
                .orElse(List.of());
    }
}
