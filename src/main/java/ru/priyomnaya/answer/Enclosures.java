package ru.priyomnaya.answer;

import java.io.IOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.answer.AnswerEvent.AnswerFileAdded;
import ru.priyomnaya.answer.AnswerEvent.AnswerFileRemoved;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.document.FileName;
import ru.priyomnaya.document.MediaTypes;

/** Files that go with an answer. They change with the draft alone: what is approved names them. */
@Service
public class Enclosures {
    private static final int MOST = 10;
    private static final long LARGEST = 20L * 1024 * 1024;
    private static final long LARGEST_TOGETHER = 25L * 1024 * 1024; // what most mail servers take

    private final JdbcClient jdbc;
    private final Answers answers;
    private final Appeals appeals;
    private final DocumentStore store;
    private final Documents documents;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Enclosures(
            JdbcClient jdbc,
            Answers answers,
            Appeals appeals,
            DocumentStore store,
            Documents documents,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.answers = answers;
        this.appeals = appeals;
        this.store = store;
        this.documents = documents;
        this.events = events;
        this.clock = clock;
    }

    /** In the order in which they were added. */
    public List<Enclosure> of(UUID answerId) {
        return jdbc.sql("""
                        select f.id, f.name, f.media_type, d.size, f.sha256 from answer_file f join document d on d.sha256 = f.sha256
                        where f.answer_id = :answer order by f.position
                        """)
                .param("answer", answerId)
                .query((row, n) -> new Enclosure(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(5)))
                .list();
    }

    public Optional<Enclosure> find(UUID answerId, UUID id) {
        return of(answerId).stream().filter(file -> file.id().equals(id)).findFirst();
    }

    /** @throws Answer.UnfitAnswer when it is empty, one too many or too big; ForbiddenAnswerStep unless the answer is a draft */
    @PreAuthorize(AnswerDesk.WRITERS)
    @Transactional
    public Enclosure add(UUID answerId, @Nullable String fileName, byte[] bytes) throws IOException {
        var answer = draft(answerId);
        var known = of(answerId);
        var together = known.stream().mapToLong(Enclosure::size).sum() + bytes.length;
        if (bytes.length == 0 || bytes.length > LARGEST) {
            throw new Answer.UnfitAnswer("Приложение — непустой файл до 20 МБ");
        }
        if (known.size() >= MOST || together > LARGEST_TOGETHER) {
            throw new Answer.UnfitAnswer("Приложений — до %d, вместе до 25 МБ".formatted(MOST));
        }
        var name = FileName.clean(fileName, "Приложение " + (known.size() + 1));
        var document = store.put(bytes);
        documents.keep(List.of(document));
        var file = new Enclosure(UUID.randomUUID(), name, MediaTypes.of(bytes, name), bytes.length, document.sha256());
        jdbc.sql("""
                        insert into answer_file (id, answer_id, position, name, media_type, sha256, added_at)
                        select :id, :answer, coalesce(max(position), 0) + 1, :name, :type, :sha, :at from answer_file where answer_id = :answer
                        """)
                .param("id", file.id())
                .param("answer", answerId)
                .param("name", name)
                .param("type", file.mediaType())
                .param("sha", file.sha256())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        events.publishEvent(new AnswerFileAdded(answer.appealId(), answerId, file.sha256()));
        return file;
    }

    /** What is not there changes nothing. */
    @PreAuthorize(AnswerDesk.WRITERS)
    @Transactional
    public void remove(UUID answerId, UUID id) {
        var answer = draft(answerId);
        var file = find(answerId, id);
        if (file.isPresent()) {
            jdbc.sql("delete from answer_file where id = :id").param("id", id).update();
            events.publishEvent(new AnswerFileRemoved(
                    answer.appealId(), answerId, file.get().sha256()));
        }
    }

    private Answer draft(UUID answerId) {
        var answer = answers.get(answerId);
        Hands.requireOwn(appeals.get(answer.appealId()));
        answer.requireDraft("изменить приложения");
        return answer;
    }
}
