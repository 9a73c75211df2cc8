package ru.priyomnaya.search;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.antivirus.Antivirus;
import ru.priyomnaya.antivirus.FileCheck;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.reader.TextReader;
import ru.priyomnaya.reader.UnreadableFile;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;

/** Reads the files that wait, each once. If the process dies over one, that file waits for five minutes; after three times it is left. */
@RouteBean(
        value = "searchFiles",
        does = "читает текст файлов для поиска; файл ждёт антивируса",
        gives = "сколько файлов просмотрено")
class FileTexts {
    private static final String PULSE = "search-files";
    private static final int PORTION = 10;
    private static final int MOST_ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration CLAIM = Duration.ofMinutes(5);

    private final SearchProperties properties;
    private final TextReader reader;
    private final Documents documents;
    private final Antivirus antivirus;
    private final JdbcClient jdbc;
    private final ChannelPulse pulse;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FileTexts(
            SearchProperties properties,
            TextReader reader,
            Documents documents,
            Antivirus antivirus,
            JdbcClient jdbc,
            ChannelPulse pulse,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.properties = properties;
        this.reader = reader;
        this.documents = documents;
        this.antivirus = antivirus;
        this.jdbc = jdbc;
        this.pulse = pulse;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    private record Waiting(String sha256, int attempts) {}

    /** Returns how many files were looked at. */
    public int next() {
        var waiting = claim();
        var checks = antivirus.of(waiting.stream().map(Waiting::sha256).toList());
        for (var file : waiting) {
            read(file, checks.get(file.sha256()));
        }
        pulse.succeeded(PULSE);
        return waiting.size();
    }

    private void read(Waiting file, @Nullable FileCheck check) {
        if (check == FileCheck.INFECTED) {
            settle(file, "CLOSED", null, null);
            return;
        }
        if (check == FileCheck.WAITING) {
            postpone(file);
            return;
        }
        if (file.attempts() > MOST_ATTEMPTS) {
            settle(file, "FAILED", null, "программа дважды прервалась на этом файле");
            return;
        }
        try {
            if (documents.size(file.sha256()) > properties.largestFile().toBytes()) {
                settle(file, "TOO_LARGE", null, null);
                return;
            }
            var text = reader.read(documents.bytes(file.sha256()));
            settle(file, text.isEmpty() ? "EMPTY" : "READ", text.isEmpty() ? null : text, null);
        } catch (UnreadableFile broken) {
            settle(file, "FAILED", null, broken.getMessage());
        } catch (IOException disk) {
            pulse.failed(
                    PULSE,
                    "Файл не читается с диска: " + disk.getClass().getSimpleName()); // tried again after its claim
        } catch (RuntimeException | StackOverflowError hostile) {
            settle(file, "FAILED", null, hostile.getClass().getSimpleName());
        }
    }

    /** The scanner's word wakes it before. */
    private void postpone(Waiting file) {
        jdbc.sql("update document_text set attempts = 0, next_attempt_at = :then where sha256 = :sha256")
                .param("then", OffsetDateTime.now(clock).plus(PAUSE))
                .param("sha256", file.sha256())
                .update();
    }

    private List<Waiting> claim() {
        return jdbc.sql("""
                        update document_text set attempts = attempts + 1, next_attempt_at = :until
                        where sha256 in (select sha256 from document_text
                          where state = 'WAITING' and (next_attempt_at is null or next_attempt_at <= :now)
                          order by next_attempt_at nulls first limit :most for update skip locked)
                        returning sha256, attempts
                        """)
                .param("until", OffsetDateTime.now(clock).plus(CLAIM))
                .param("now", OffsetDateTime.now(clock))
                .param("most", PORTION)
                .query((row, n) -> new Waiting(row.getString(1), row.getInt(2)))
                .list();
    }

    private void settle(Waiting file, String state, @Nullable String text, @Nullable String reason) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                            update document_text set state = :state, text = :text, reason = :reason, attempts = 0
                            where sha256 = :sha256 and state = 'WAITING'
                            """)
                    .param("state", state)
                    .param("text", text)
                    .param("reason", reason)
                    .param("sha256", file.sha256())
                    .update();
            if (text != null) {
                jdbc.sql("""
                                insert into search_waiting (appeal_id)
                                select appeal_id from attachment where sha256 = :sha256
                                union select w.appeal_id from answer_file f join answer w on w.id = f.answer_id where f.sha256 = :sha256
                                """).param("sha256", file.sha256()).update();
            }
        });
    }
}
