package ru.priyomnaya.inbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.DataAccess;
import ru.priyomnaya.answer.Answers;
import ru.priyomnaya.answer.Enclosures;
import ru.priyomnaya.answer.Letterhead;
import ru.priyomnaya.antivirus.Antivirus;
import ru.priyomnaya.appeal.AppealEvent.AppealRead;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.Attachment;
import ru.priyomnaya.appeal.Visibility;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.intake.Originals;

/**
 * Hands out foreign files so that nothing in them runs here: as downloads, sandboxed, never sniffed. Taking one is an event,
 * as opening the card is.
 */
@Service
@PreAuthorize(Cards.READERS)
class Files {
    private static final String SANDBOX = "sandbox; default-src 'none'";

    private final Antivirus antivirus;
    private final Appeals appeals;
    private final Answers answers;
    private final Enclosures enclosures;
    private final Documents documents;
    private final Originals originals;
    private final Letterhead letterhead;
    private final DataAccess access;
    private final Visibility visibility;
    private final ApplicationEventPublisher events;

    Files(
            Antivirus antivirus,
            Appeals appeals,
            Answers answers,
            Enclosures enclosures,
            Documents documents,
            Originals originals,
            Letterhead letterhead,
            DataAccess access,
            Visibility visibility,
            ApplicationEventPublisher events) {
        this.antivirus = antivirus;
        this.appeals = appeals;
        this.answers = answers;
        this.enclosures = enclosures;
        this.documents = documents;
        this.originals = originals;
        this.letterhead = letterhead;
        this.access = access;
        this.visibility = visibility;
        this.events = events;
    }

    /** Before anything is given: refused for whom the appeal is another department's, or files are closed. */
    private void read(UUID appeal) {
        access.requireFiles();
        events.publishEvent(new AppealRead(appeal));
    }

    /** No such file in this appeal; answered with 404. */
    static class NoSuchFile extends RuntimeException {
        NoSuchFile() {
            super("Нет такого файла");
        }
    }

    /** The detached signature of an electronically signed answer. */
    @Transactional
    public ResponseEntity<byte[]> signature(UUID answerId) throws IOException {
        var answer = answers.get(answerId);
        read(answer.appealId());
        var signature = answer.signatureSha256().orElseThrow(NoSuchFile::new);
        return download(documents.bytes(signature), "Ответ.pdf.sig", "application/pkcs7-signature");
    }

    /** The letter for Word. */
    @Transactional
    public ResponseEntity<byte[]> docx(UUID answerId) throws IOException {
        read(answers.get(answerId).appealId());
        return download(
                letterhead.docx(answerId),
                "Ответ.docx",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    }

    /** A file that goes with an answer. */
    @Transactional
    public ResponseEntity<byte[]> enclosure(UUID answerId, UUID id) throws IOException {
        var file = enclosures.find(answerId, id).orElseThrow(NoSuchFile::new);
        read(answers.get(answerId).appealId());
        return download(documents.bytes(file.sha256()), file.name(), file.mediaType());
    }

    /** The copy with the visible mark of an electronic signature. */
    @Transactional
    public ResponseEntity<byte[]> copy(UUID answerId) throws IOException {
        var answer = answers.get(answerId);
        read(answer.appealId());
        var copy = answer.copySha256().orElseThrow(NoSuchFile::new);
        return download(documents.bytes(copy), "Копия с отметкой о подписи.pdf", MediaType.APPLICATION_PDF_VALUE);
    }

    /** @param mediaType as the message declares it */
    record Opened(String name, String mediaType, byte[] bytes) {}

    /** A file of the appeal that the scanner has released. */
    @Transactional
    public Opened opened(UUID appealId, UUID attachmentId) throws IOException {
        var file = appeals.get(appealId).attachments().stream()
                .filter(attachment -> attachment.id().equals(attachmentId))
                .findFirst()
                .orElseThrow(NoSuchFile::new);
        antivirus.requireOpen(List.of(file.sha256()));
        read(appealId);
        return new Opened(file.name(), file.mediaType(), documents.bytes(file.sha256()));
    }

    @Transactional
    public ResponseEntity<byte[]> attachment(UUID appealId, UUID attachmentId) throws IOException {
        var file = opened(appealId, attachmentId);
        return download(file.bytes(), file.name(), file.mediaType());
    }

    /** The message as received. */
    @Transactional
    public ResponseEntity<byte[]> original(UUID appealId) throws IOException {
        var appeal = appeals.get(appealId);
        var original = originals.of(appealId).orElseThrow(NoSuchFile::new);
        antivirus.requireOpen(
                appeal.attachments().stream().map(Attachment::sha256).toList()); // the files lie in it
        read(appealId);
        var name = appeal.number().text().replace('/', '-') + original.extension();
        return download(documents.bytes(original.sha256()), name, original.mediaType());
    }

    @Transactional
    public ResponseEntity<byte[]> scan(UUID answerId) throws IOException {
        var answer = answers.get(answerId);
        var scan = answer.scanSha256().orElseThrow(NoSuchFile::new);
        read(answer.appealId());
        return download(documents.bytes(scan), "scan.pdf", MediaType.APPLICATION_PDF_VALUE);
    }

    /** The sanitized HTML of a letter, for a frame without rights. */
    @Transactional
    public ResponseEntity<String> html(UUID appealId) {
        access.requireFiles();
        visibility.require(appealId);
        var html = appeals.get(appealId).html();
        if (html == null) {
            throw new NoSuchFile();
        }
        return ResponseEntity.ok()
                .header(
                        "Content-Security-Policy",
                        "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'")
                .header("X-Frame-Options", "SAMEORIGIN")
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body("<!DOCTYPE html><meta charset=\"UTF-8\"><base target=\"_blank\">" + html);
    }

    static ResponseEntity<byte[]> download(byte[] bytes, String name, String mediaType) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(mediaType))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", SANDBOX)
                .header("X-Content-Type-Options", "nosniff")
                .body(bytes);
    }
}
