package ru.priyomnaya.gis;

import static ru.priyomnaya.gis.GisChannel.at;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.appeal.CaseChanges;
import ru.priyomnaya.appeal.NewAttachment;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.document.FileName;
import ru.priyomnaya.document.MediaTypes;
import ru.priyomnaya.gis.FileStore.FileRefused;
import ru.priyomnaya.routing.RouteBean;
import ru.priyomnaya.signing.GostHash;

/** Fetches the files of registered appeals. Each on its own: a missing one holds up nothing. */
@RouteBean(value = "gisFiles", does = "скачивает файлы обращений из ГИС ЖКХ", gives = "сколько файлов взято")
class GisFiles {
    private static final Logger log = LoggerFactory.getLogger(GisFiles.class);
    private static final int PORTION = 20;
    private static final int HEAD = 64 * 1024;
    private static final int MOST_ATTEMPTS = 60;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final GisProperties properties;
    private final GisChannel channel;
    private final FileStore files;
    private final DocumentStore store;
    private final Documents documents;
    private final CaseChanges cases;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final PollSchedule schedule;
    private final Clock clock;

    GisFiles(
            GisProperties properties,
            GisChannel channel,
            FileStore files,
            DocumentStore store,
            Documents documents,
            CaseChanges cases,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.properties = properties;
        this.channel = channel;
        this.files = files;
        this.store = store;
        this.documents = documents;
        this.cases = cases;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.schedule = new PollSchedule(properties.polling());
        this.clock = clock;
    }

    private record Wanted(
            UUID appealGuid,
            UUID appealId,
            UUID guid,
            String name,
            @Nullable String hash,
            int attempts) {}

    /** Fetches what is due, at most twenty files; returns how many it tried. */
    public int fetch() {
        if (!properties.isConfigured() || !channel.hold() || channel.stopped().isPresent()) {
            return 0;
        }
        var due = jdbc.sql("""
                        select f.appeal_guid, g.appeal_id, f.guid, f.name, f.hash, f.attempts
                        from gis_file f join gis_appeal g on g.guid = f.appeal_guid
                        where f.state = 'WAITING' and f.next_at <= :now and g.appeal_id is not null
                        order by f.next_at limit :most
                        """)
                .param("now", at(clock.instant()))
                .param("most", PORTION)
                .query((row, n) -> new Wanted(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getString(5),
                        row.getInt(6)))
                .list();
        for (var file : due) {
            channel.hold();
            fetch(file);
        }
        return due.size();
    }

    private void fetch(Wanted file) {
        try (var bytes = files.download(file.guid())) {
            var document = store.put(bytes);
            var warning = hashWarning(document.sha256(), file.hash());
            var name = FileName.clean(file.name(), "файл");
            var type = mediaType(document.sha256(), name);
            transaction.executeWithoutResult(status -> {
                documents.keep(List.of(document));
                var first = jdbc.sql("""
                                update gis_file set state = 'STORED', sha256 = :sha256, error = :warning, next_at = null
                                where appeal_guid = :appeal and guid = :guid and state = 'WAITING'
                                """)
                                .param("sha256", document.sha256())
                                .param("warning", warning)
                                .param("appeal", file.appealGuid())
                                .param("guid", file.guid())
                                .update()
                        == 1;
                if (first) {
                    cases.attach(file.appealId(), new NewAttachment(name, type, document, false));
                }
            });
        } catch (FileRefused e) {
            if (e.concernsChannel()) {
                channel.stop(e.code(), String.valueOf(e.getMessage()));
                return;
            }
            note(file, "MISSING", null, e.code() + ": " + e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            var pause = schedule.untilRetry(file.attempts() + 1);
            var gone = file.attempts() + 1 >= MOST_ATTEMPTS;
            note(
                    file,
                    gone ? "MISSING" : "WAITING",
                    pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE,
                    String.valueOf(e.getMessage()));
        }
    }

    private String mediaType(String sha256, String name) throws IOException {
        try (var bytes = documents.open(sha256)) {
            return MediaTypes.of(bytes.readNBytes(HEAD), name);
        }
    }

    /** A mismatch is a warning: for a time ГИС ЖКХ itself hashed only the first 5 MiB of big files. */
    private @Nullable String hashWarning(String sha256, @Nullable String expected) throws IOException {
        if (expected == null) {
            return null;
        }
        try (var bytes = documents.open(sha256)) {
            return expected.equalsIgnoreCase(GostHash.ofAttachment(bytes))
                    ? null
                    : "Хэш файла не совпал с указанным в ГИС ЖКХ";
        }
    }

    private void note(Wanted file, String state, @Nullable Duration pause, String error) {
        log.info("Файл {} обращения {} не получен: {}", file.guid(), file.appealGuid(), error);
        jdbc.sql("""
                        update gis_file set state = :state, attempts = attempts + 1, next_at = :next, error = :error
                        where appeal_guid = :appeal and guid = :guid and state = 'WAITING'
                        """)
                .param("state", state)
                .param("next", pause == null ? null : at(clock.instant().plus(pause)))
                .param("error", error)
                .param("appeal", file.appealGuid())
                .param("guid", file.guid())
                .update();
    }
}
