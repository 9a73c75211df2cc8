package ru.priyomnaya.privacy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.appeal.RegisterEvent.PersonExported;
import ru.priyomnaya.document.Documents;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything about a person as a ZIP (152-ФЗ, ст. 14, ч. 7): what the tables say as JSON, and each file and letter as it came. */
@Service
class PersonExport {
    private static final int MOST = 500;

    private final DataMap map = DataMap.read();
    private final JdbcClient jdbc;
    private final Documents documents;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PersonExport(JdbcClient jdbc, Documents documents, JsonMapper json, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param purposes what is kept, why and for how long, as the register of processing says
     * @param data what → rows
     */
    record Contents(Instant madeAt, List<Map<String, Object>> purposes, Map<String, List<JsonNode>> data) {}

    /** Written down before anything is read: the reading itself is what matters. */
    @PreAuthorize(ErasureDesk.WHO)
    @Transactional
    public UUID begin(List<UUID> appeals, List<Long> messages) {
        if (appeals.isEmpty() && messages.isEmpty()) {
            throw new IllegalArgumentException("Отметьте, что выгрузить");
        }
        if (appeals.size() + messages.size() > MOST) {
            throw new IllegalArgumentException("За один раз — не больше %d".formatted(MOST));
        }
        var id = UUID.randomUUID();
        events.publishEvent(new PersonExported(id, appeals.size()));
        return id;
    }

    /** Closes nothing. A file at a time is in memory, and what the tables say of five hundred appeals at most. */
    @PreAuthorize(ErasureDesk.WHO)
    public void write(List<UUID> appeals, List<Long> messages, OutputStream out) throws IOException {
        var data = new LinkedHashMap<String, List<JsonNode>>();
        var files = new LinkedHashMap<String, String>();
        for (var place : map.places()) {
            if (!place.isExported()) {
                continue;
            }
            var rows = rows(place, appeals, messages);
            if (!rows.isEmpty()) {
                data.put(place.what(), rows);
                name(place, rows, files);
            }
        }
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.putNextEntry(new ZipEntry("данные.json"));
        zip.write(json.writerWithDefaultPrettyPrinter()
                .writeValueAsBytes(new Contents(clock.instant(), purposes(), data)));
        zip.closeEntry();
        for (var file : files.entrySet()) {
            zip.putNextEntry(new ZipEntry(file.getValue()));
            if (isInfected(file.getKey())) {
                zip.write("Файл закрыт антивирусом\n".getBytes(StandardCharsets.UTF_8));
            } else {
                try (var bytes = documents.open(file.getKey())) {
                    bytes.transferTo(zip);
                }
            }
            zip.closeEntry();
        }
        zip.finish();
    }

    private List<JsonNode> rows(DataMap.Place place, List<UUID> appeals, List<Long> messages) {
        return jdbc
                .sql("select to_jsonb(t)::text from %s t where %s"
                        .formatted(
                                place.table(),
                                place.of()
                                        .replace("any(:appeals)", "any(cast(:appeals as uuid[]))")
                                        .replace("any(:messages)", "any(cast(:messages as bigint[]))")))
                .param("appeals", appeals.toArray(UUID[]::new))
                .param("messages", messages.toArray(Long[]::new))
                .query(String.class)
                .list()
                .stream()
                .map(json::readTree)
                .toList();
    }

    /** Under the name that the sender gave, where there is one; each document once. */
    private static void name(DataMap.Place place, List<JsonNode> rows, Map<String, String> files) {
        var taken = new HashSet<>(files.values());
        for (var row : rows) {
            for (var column : place.documents()) {
                var sha256 = row.path(column).asString("");
                if (!sha256.isEmpty() && !files.containsKey(sha256)) {
                    var given = row.path("name").asString(column.replace("_sha256", ""));
                    var name = "документы/%s-%s-%s"
                            .formatted(place.table(), sha256.substring(0, 8), given.replaceAll("[/\\\\]", "_"));
                    files.put(sha256, taken.add(name) ? name : name + "-" + taken.size());
                }
            }
        }
    }

    private boolean isInfected(String sha256) {
        return !jdbc.sql("select 1 from document_check where sha256 = :sha and state = 'INFECTED'")
                .param("sha", sha256)
                .query()
                .listOfRows()
                .isEmpty();
    }

    private List<Map<String, Object>> purposes() {
        return new ArrayList<>(
                jdbc.sql("select title, purpose, basis, months, term_basis from processing_kind order by position")
                        .query()
                        .listOfRows());
    }
}
