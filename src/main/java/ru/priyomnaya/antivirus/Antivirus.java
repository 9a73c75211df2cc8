package ru.priyomnaya.antivirus;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import ru.priyomnaya.appeal.AppealEvent.AppealRegistered;
import ru.priyomnaya.appeal.AppealEvent.FileArrived;
import ru.priyomnaya.appeal.AppealEvent.LetterJoined;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.Attachment;

/** Which files of applicants may be opened. Without a scanner all of them may. */
@Service
public class Antivirus {
    private final AntivirusProperties properties;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Appeals appeals;
    private final Clock clock;

    Antivirus(AntivirusProperties properties, JdbcClient jdbc, JdbcTemplate batches, Appeals appeals, Clock clock) {
        this.properties = properties;
        this.jdbc = jdbc;
        this.batches = batches;
        this.appeals = appeals;
        this.clock = clock;
    }

    /** The file is being checked or is infected; answered with 423. */
    public static class ClosedFile extends RuntimeException {
        ClosedFile(FileCheck check) {
            super(
                    check == FileCheck.INFECTED
                            ? "В файле найден вирус: он закрыт. Исходник хранится, его выдаёт ИТ-служба"
                            : "Файл ещё проверяется на вирусы: откройте его через минуту");
        }
    }

    @EventListener
    void on(AppealRegistered registered) {
        await(appeals.get(registered.appealId()).attachments());
    }

    @EventListener
    void on(LetterJoined joined) {
        await(appeals.get(joined.appealId()).attachments());
    }

    @EventListener
    void on(FileArrived arrived) {
        if (properties.isConfigured()) {
            enqueue(List.of(arrived.sha256()));
        }
    }

    private void await(List<Attachment> files) {
        if (properties.isConfigured() && !files.isEmpty()) {
            enqueue(files.stream().map(Attachment::sha256).distinct().sorted().toList());
        }
    }

    private void enqueue(List<String> documents) {
        var due = OffsetDateTime.now(clock);
        batches.batchUpdate(
                "insert into document_check (sha256, state, next_attempt_at) values (?, 'WAITING', ?) on conflict do nothing",
                documents.stream().map(sha256 -> new Object[] {sha256, due}).toList());
    }

    /** Of those that a scanner was asked about. */
    public Map<String, FileCheck> of(Collection<String> documents) {
        if (documents.isEmpty()) {
            return Map.of();
        }
        // What waits for a scanner that was switched off would wait for ever.
        var closing = properties.isConfigured() ? "" : " and state <> 'WAITING'";
        return jdbc
                .sql("select sha256, state from document_check where sha256 in (:documents)" + closing)
                .param("documents", documents)
                .query((row, n) -> Map.entry(row.getString(1), FileCheck.valueOf(row.getString(2))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** @throws ClosedFile when a file of that appeal must not leave: they lie in its message too */
    public void requireOpen(UUID appeal) {
        requireOpen(appeals.get(appeal).attachments().stream()
                .map(Attachment::sha256)
                .toList());
    }

    /**
     * A document that nobody has shown to the scanner yet is shown to it now.
     *
     * @throws ClosedFile until it has spoken
     */
    public void requireChecked(String document) {
        if (properties.isConfigured()) {
            enqueue(List.of(document));
        }
        requireOpen(List.of(document));
    }

    /** @throws ClosedFile when one of them must not leave */
    public void requireOpen(Collection<String> documents) {
        of(documents).values().stream().filter(FileCheck::isClosed).findFirst().ifPresent(check -> {
            throw new ClosedFile(check);
        });
    }
}
