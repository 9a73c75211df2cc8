package ru.priyomnaya.website;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.multipart.MultipartFile;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Classifier;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.document.FileName;
import ru.priyomnaya.document.MediaTypes;
import ru.priyomnaya.document.StoredDocument;
import ru.priyomnaya.intake.Intake;
import ru.priyomnaya.intake.IntakeState;
import ru.priyomnaya.intake.IntakeView;
import ru.priyomnaya.intake.RawMessage;
import ru.priyomnaya.intake.RawMessage.Refusal;
import tools.jackson.databind.json.JsonMapper;

/** Takes an appeal from the site: checks it while the applicant is still there, stores it, registers it at once. */
@Service
@EnableConfigurationProperties(WebsiteProperties.class)
class WebsiteIntake {
    private static final Set<String> TAKEN = Set.of(
            "application/pdf",
            "image/jpeg",
            "image/png",
            "image/tiff",
            "image/heic",
            "text/plain",
            "application/rtf",
            "application/msword",
            "application/vnd.ms-excel",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/zip");
    private static final Duration STEP = Duration.ofMillis(50);
    private static final int STEPS = 200;
    private static final int LONGEST_KEY = 200;

    private final Intake intake;
    private final DocumentStore store;
    private final Documents documents;
    private final Classifier classifier;
    private final JsonMapper json;
    private final WebsiteProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WebsiteIntake(
            Intake intake,
            DocumentStore store,
            Documents documents,
            Classifier classifier,
            JsonMapper json,
            WebsiteProperties properties,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.intake = intake;
        this.store = store;
        this.documents = documents;
        this.classifier = classifier;
        this.json = json;
        this.properties = properties;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * @param key of the submission: the same key and content again gives the same appeal
     * @throws Unacceptable with every wrong field
     * @throws KeyReused when the key came before with another content
     */
    IntakeView accept(WebsiteFields fields, List<MultipartFile> uploads, String key) throws IOException {
        return accept(Channel.WEBSITE, fields, uploads, key);
    }

    /** As {@link #accept(WebsiteFields, List, String)}, for another door with the same fields. */
    IntakeView accept(Channel channel, WebsiteFields fields, List<MultipartFile> uploads, String key)
            throws IOException {
        return accept(channel, fields, uploads, key, null);
    }

    /** Keeps what looks like spam for a person to decide: a browser may fill in a hidden field by itself. */
    void keepSuspicious(WebsiteFields fields, String key) throws IOException {
        if (fields.problems().isEmpty()) {
            accept(
                    Channel.WEBSITE,
                    fields,
                    List.of(),
                    key,
                    new Refusal("WEB-011", "Заполнено скрытое поле: похоже на спам"));
        }
    }

    private IntakeView accept(
            Channel channel, WebsiteFields fields, List<MultipartFile> uploads, String key, @Nullable Refusal refusal)
            throws IOException {
        var problems = new LinkedHashMap<>(fields.problems(channel));
        classifier.missing(fields.topic(), fields::given).forEach(problems::putIfAbsent);
        var named = uploads.stream()
                .filter(file -> !file.isEmpty()
                        || !String.valueOf(file.getOriginalFilename()).isEmpty())
                .toList();
        var files = checked(named, problems);
        if (!problems.isEmpty()) {
            throw new Unacceptable(problems);
        }
        var stored = new ArrayList<WebsiteLetter.File>();
        for (var file : files) {
            var document = store.put(file.bytes());
            stored.add(new WebsiteLetter.File(file.name(), file.mediaType(), document.sha256(), document.size()));
        }
        var original =
                store.put(json.writeValueAsBytes(new WebsiteLetter(fields, properties.consentVersion(), stored)));
        var kept = transaction.execute(status -> {
            // The files belong to the original: named with it, or they would look like orphans until registration.
            documents.keep(stored.stream()
                    .map(file -> new StoredDocument(file.sha256(), file.size()))
                    .toList());
            return intake.keep(new RawMessage(channel, key, "", original, clock.instant(), refusal));
        });
        if (kept == null) {
            throw new IllegalStateException("The transaction gave nothing");
        }
        var message = settled(kept.id());
        if (!message.sha256().equals(original.sha256())) {
            throw new KeyReused();
        }
        return message;
    }

    private record File(String name, String mediaType, byte[] bytes) {}

    private List<File> checked(List<MultipartFile> uploads, Map<String, String> problems) throws IOException {
        if (uploads.size() > properties.mostFiles()) {
            problems.put("files", "Файлов не больше %d, а здесь %d".formatted(properties.mostFiles(), uploads.size()));
            return List.of();
        }
        var files = new ArrayList<File>();
        for (var upload : uploads) {
            var name = FileName.clean(upload.getOriginalFilename(), "Файл " + (files.size() + 1));
            if (upload.getSize() > properties.largestFile().toBytes()) {
                problems.put(
                        "files",
                        "Файл «%s» больше %d МБ"
                                .formatted(name, properties.largestFile().toMegabytes()));
                continue;
            }
            var bytes = upload.getBytes();
            var type = MediaTypes.of(bytes, name);
            if (bytes.length == 0 || !TAKEN.contains(type) || !TAKEN.contains(contentFamily(bytes, type))) {
                problems.put(
                        "files",
                        "Файл «%s» не принимается: нужны PDF, картинка, документ Word, Excel, LibreOffice, текст или ZIP"
                                .formatted(name));
                continue;
            }
            files.add(new File(name, type, bytes));
        }
        return files;
    }

    /** Office documents are ZIP or OLE inside; for them the name decides, for all others the content does. */
    private static String contentFamily(byte[] bytes, String type) {
        var byContent = MediaTypes.byContent(bytes);
        return byContent.equals("application/x-tika-msoffice") || byContent.equals("application/x-tika-ooxml")
                ? type
                : byContent;
    }

    /** The route that registers may be at it already: wait for it, ten seconds at most. */
    private IntakeView settled(long id) {
        var message = intake.registerNow(id);
        for (int step = 0; step < STEPS && message.state() == IntakeState.STORED; step++) {
            LockSupport.parkNanos(STEP.toNanos());
            message = intake.registerNow(id);
        }
        return message;
    }

    /** What the applicant has to correct. */
    static class Unacceptable extends RuntimeException {
        private final transient Map<String, String> problems;

        Unacceptable(Map<String, String> problems) {
            super("Поля с ошибками: " + String.join(", ", problems.keySet()));
            this.problems = problems;
        }

        Map<String, String> problems() {
            return problems;
        }
    }

    /** The Idempotency-Key belongs to another appeal. */
    static class KeyReused extends RuntimeException {
        KeyReused() {
            super("Этот ключ уже использован для другого обращения");
        }
    }

    static @Nullable String keyOrNull(@Nullable String key) {
        if (key != null && key.length() > LONGEST_KEY) {
            throw new Unacceptable(Map.of("Idempotency-Key", "Не длиннее %d знаков".formatted(LONGEST_KEY)));
        }
        return key == null || key.isBlank() ? null : key.strip();
    }
}
