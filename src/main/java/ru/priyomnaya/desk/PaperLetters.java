package ru.priyomnaya.desk;

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
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.appeal.NewAttachment;
import ru.priyomnaya.appeal.RegisterEvent.PaperLetterDismissed;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.document.StoredDocument;

/** Paper letters that were scanned and wait for a registrar: drafts of the register. */
@Service
public class PaperLetters {
    private static final String SELECT =
            "select l.*, d.size from paper_letter l join document d on d.sha256 = l.sha256";

    private final JdbcClient jdbc;
    private final Documents documents;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PaperLetters(JdbcClient jdbc, Documents documents, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param part of its file, from 1; 0 for a file that cannot be read
     * @param problem why it cannot be read, or null
     */
    public record PaperLetter(
            UUID id,
            String fileName,
            int part,
            int pages,
            Instant receivedAt,
            String sha256,
            long size,
            @Nullable String problem) {
        NewAttachment attachment() {
            return new NewAttachment("Письмо.pdf", "application/pdf", new StoredDocument(sha256, size), false);
        }
    }

    /** Nobody has such a letter any more: registered, or dismissed. */
    public static class LetterSettled extends IllegalStateException {
        LetterSettled() {
            super("Это письмо уже зарегистрировано или отклонено");
        }
    }

    /**
     * The same part of the same file again changes nothing; one that was dismissed comes back.
     *
     * @param part from 1
     */
    @Transactional
    void keep(StoredDocument source, String fileName, int part, int pages, StoredDocument letter) {
        keep(source, fileName, part, pages, letter, null);
    }

    /** A file that cannot be read, as a draft that says why. */
    @Transactional
    void keepProblem(StoredDocument source, String fileName, String problem) {
        keep(source, fileName, 0, 0, source, problem);
    }

    private void keep(
            StoredDocument source,
            String fileName,
            int part,
            int pages,
            StoredDocument letter,
            @Nullable String problem) {
        documents.keep(List.of(source, letter));
        jdbc.sql("""
                        insert into paper_letter (id, source_sha256, part, file_name, pages, received_at, sha256, problem, state)
                        values (:id, :source, :part, :name, :pages, :at, :sha, :problem, 'WAITING')
                        on conflict (source_sha256, part) do update set state = 'WAITING', reason = null, received_at = excluded.received_at
                        where paper_letter.state = 'DISMISSED'
                        """)
                .param("id", UUID.randomUUID())
                .param("source", source.sha256())
                .param("part", part)
                .param("name", fileName)
                .param("pages", pages)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("sha", letter.sha256())
                .param("problem", problem)
                .update();
    }

    /** Oldest first. */
    @PreAuthorize("hasRole('REGISTRAR')")
    public List<PaperLetter> waiting() {
        return jdbc.sql(SELECT + " where l.state = 'WAITING' order by l.received_at, l.part limit 200")
                .query(PaperLetters::letter)
                .list();
    }

    public long count() {
        return jdbc.sql("select count(*) from paper_letter where state = 'WAITING'")
                .query(Long.class)
                .single();
    }

    /** @throws LetterSettled when it does not wait any more */
    @PreAuthorize("hasRole('REGISTRAR')")
    public PaperLetter get(UUID id) {
        return jdbc.sql(SELECT + " where l.id = :id and l.state = 'WAITING'")
                .param("id", id)
                .query(PaperLetters::letter)
                .optional()
                .orElseThrow(LetterSettled::new);
    }

    /** Takes the letter for the appeal that is being registered, in the same transaction; returns its scan. */
    @PreAuthorize("hasRole('REGISTRAR')")
    @Transactional(propagation = Propagation.MANDATORY)
    public NewAttachment take(UUID id) {
        jdbc.sql("select 1 from paper_letter where id = :id for update")
                .param("id", id)
                .query(Integer.class)
                .optional();
        var letter = get(id);
        if (letter.problem() != null) {
            throw new IllegalArgumentException("Этот файл не читается: отсканируйте письмо ещё раз");
        }
        jdbc.sql("update paper_letter set state = 'REGISTERED' where id = :id")
                .param("id", id)
                .update();
        return letter.attachment();
    }

    @PreAuthorize("hasRole('REGISTRAR')")
    @Transactional
    public void dismiss(UUID id, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("Напишите, почему письмо не регистрируется");
        }
        var changed = jdbc.sql(
                        "update paper_letter set state = 'DISMISSED', reason = :reason where id = :id and state = 'WAITING'")
                .param("reason", reason.strip())
                .param("id", id)
                .update();
        if (changed == 0) {
            throw new LetterSettled();
        }
        events.publishEvent(new PaperLetterDismissed(id, reason.strip()));
    }

    private static PaperLetter letter(ResultSet row, int n) throws SQLException {
        return new PaperLetter(
                row.getObject("id", UUID.class),
                row.getString("file_name"),
                row.getInt("part"),
                row.getInt("pages"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("sha256"),
                row.getLong("size"),
                row.getString("problem"));
    }
}
