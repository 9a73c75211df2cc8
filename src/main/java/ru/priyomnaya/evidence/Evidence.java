package ru.priyomnaya.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.answer.AnswerSigner;
import ru.priyomnaya.answer.Answers;
import ru.priyomnaya.answer.Enclosures;
import ru.priyomnaya.antivirus.Antivirus;
import ru.priyomnaya.antivirus.FileCheck;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.AppealEvent.EvidenceTaken;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.Attachment;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.intake.Originals;
import ru.priyomnaya.journal.Anchors;
import ru.priyomnaya.journal.Journal;
import ru.priyomnaya.rating.Ratings;
import ru.priyomnaya.signing.Sha256;
import tools.jackson.databind.json.JsonMapper;

/** Puts a case together as a ZIP: original, files, letter, scan or signature, receipts, journal, hashes. */
@Service
public class Evidence {
    private static final String HOW_TO_CHECK = """
            Доказательственный пакет обращения № %s.

            Проверить без шлюза и без сети: java -jar priyomnaya.jar verify-evidence ПАКЕТ.zip
            Проверяются: каждый байт пакета (хэш SHA-256 всего, что стоит до него, — в комментарии ZIP), хэш каждого файла
            по manifest.json, откреплённые подписи (.sig, ГОСТ Р 34.10-2012), сцепление записей журнала (journal.json)
            и то, что они стоят под заверенными головами журнала (anchors.json). Голова — строки
            «priyomnaya journal anchor 1», first=, last=, hash=, root=, at= (каждая с переводом строки): над ними подпись и
            метка времени (RFC 3161), base64 до точки; после точки — SHA-256 этого base64. root — дерево Меркла (как в RFC 6962) над печатями записей first…last.
            Запись без сведений (erased) уничтожена по закону о персональных данных; её сумма и место в цепочке остались.

            Вручную: sha256sum файла сравните с manifest.json; подпись — openssl cms -verify -engine gost
            -inform DER -in answer.pdf.sig -content answer.pdf -binary -noverify -out /dev/null
            """;

    private final Antivirus antivirus;
    private final Appeals appeals;
    private final Answers answers;
    private final Enclosures enclosures;
    private final Outbox outbox;
    private final Originals originals;
    private final Documents documents;
    private final Journal journal;
    private final Anchors anchors;
    private final Ratings ratings;
    private final List<AnswerSigner> signers;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Evidence(
            Antivirus antivirus,
            Appeals appeals,
            Answers answers,
            Enclosures enclosures,
            Outbox outbox,
            Originals originals,
            Documents documents,
            Journal journal,
            Anchors anchors,
            Ratings ratings,
            List<AnswerSigner> signers,
            JsonMapper json,
            ApplicationEventPublisher events,
            Clock clock) {
        this.antivirus = antivirus;
        this.appeals = appeals;
        this.answers = answers;
        this.enclosures = enclosures;
        this.outbox = outbox;
        this.originals = originals;
        this.documents = documents;
        this.journal = journal;
        this.anchors = anchors;
        this.ratings = ratings;
        this.signers = signers;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    /** A file while the package is made. */
    private record Part(
            String path,
            String what,
            byte[] bytes,
            @Nullable String signs) {}

    /** The whole package. The manifest is signed with the gateway's key where there is one. */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'DIRECTOR', 'AUDITOR')")
    @Transactional
    public byte[] of(UUID appealId) throws IOException {
        var appeal = appeals.get(appealId);
        events.publishEvent(new EvidenceTaken(appealId));
        var parts = parts(appeal);
        var manifest = json.writerWithDefaultPrettyPrinter()
                .writeValueAsBytes(new Manifest(
                        Manifest.FORMAT,
                        appeal.number().text(),
                        clock.instant(),
                        CurrentPerson.get().username(),
                        parts.stream()
                                .map(part -> new Manifest.File(
                                        part.path(),
                                        part.what(),
                                        part.bytes().length,
                                        Sha256.of(part.bytes()),
                                        part.signs()))
                                .toList()));
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip, StandardCharsets.UTF_8)) {
            out.setComment(PackageSeal.EMPTY);
            put(out, Manifest.NAME, manifest);
            var signer = signers.stream().findFirst().flatMap(AnswerSigner::signer);
            if (signer.isPresent()) {
                put(out, Manifest.NAME + ".sig", signer.get().signDetached(manifest));
            }
            for (var part : parts) {
                put(out, part.path(), part.bytes());
            }
        }
        return PackageSeal.seal(zip.toByteArray());
    }

    private static Part closed(String path, String sha256) {
        var words = "Файл не вложен: он не проверен антивирусом или заражён. SHA-256: " + sha256 + "\n";
        return new Part(path, "Вместо закрытого файла", words.getBytes(StandardCharsets.UTF_8), null);
    }

    private List<Part> parts(Appeal appeal) throws IOException {
        var parts = new ArrayList<Part>();
        parts.add(new Part(
                "README.txt",
                "Как проверить пакет",
                HOW_TO_CHECK.formatted(appeal.number()).getBytes(StandardCharsets.UTF_8),
                null));
        var original = originals.of(appeal.id());
        var checks = antivirus.of(
                appeal.attachments().stream().map(Attachment::sha256).toList());
        var closed = checks.values().stream().anyMatch(FileCheck::isClosed); // they lie in the original too
        if (original.isPresent() && closed) {
            parts.add(closed("original.txt", original.get().sha256()));
        } else if (original.isPresent()) {
            parts.add(new Part(
                    "original" + original.get().extension(),
                    "Обращение, как оно получено",
                    documents.bytes(original.get().sha256()),
                    null));
        }
        var number = 0;
        for (var file : appeal.attachments()) {
            var check = checks.get(file.sha256());
            if (check != null && check.isClosed()) {
                parts.add(closed("attachments/%02d.txt".formatted(++number), file.sha256()));
                continue;
            }
            parts.add(new Part(
                    "attachments/%02d-%s".formatted(++number, file.name()),
                    "Файл обращения",
                    documents.bytes(file.sha256()),
                    null));
        }
        for (var answer : answers.findByAppealIdOrderByCreatedAt(appeal.id())) {
            add(
                    parts,
                    "letter.pdf",
                    "Письмо, как оно утверждено",
                    answer.letterSha256().orElse(null),
                    null);
            add(parts, "answer.pdf", "Подписанный ответ", answer.scanSha256().orElse(null), null);
            add(
                    parts,
                    "answer.pdf.sig",
                    "Электронная подпись ответа",
                    answer.signatureSha256().orElse(null),
                    "answer.pdf");
            add(
                    parts,
                    "copy.pdf",
                    "Копия с отметкой о подписи",
                    answer.copySha256().orElse(null),
                    null);
            var place = 0;
            for (var file : enclosures.of(answer.id())) {
                add(
                        parts,
                        "enclosures/%02d-%s".formatted(++place, file.name()),
                        "Приложение к ответу",
                        file.sha256(),
                        null);
            }
        }
        parts.add(new Part("deliveries.json", "Отправки и квитанции", written(outbox.of(appeal.id())), null));
        parts.add(new Part("ratings.json", "Оценки заявителя", written(ratings.of(appeal.id())), null));
        parts.add(new Part("journal.json", "Журнал со сцеплением", written(journal.sealed(appeal.id())), null));
        parts.add(new Part(
                "anchors.json", "Заверенные головы журнала и путь к ним", written(anchors.of(appeal.id())), null));
        return parts;
    }

    private void add(List<Part> parts, String path, String what, @Nullable String sha256, @Nullable String signs)
            throws IOException {
        if (sha256 != null) {
            parts.add(new Part(path, what, documents.bytes(sha256), signs));
        }
    }

    private byte[] written(Object value) {
        return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
    }

    private static void put(ZipOutputStream zip, String path, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(bytes);
        zip.closeEntry();
    }
}
