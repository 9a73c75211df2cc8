package ru.priyomnaya.inbox;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import ru.priyomnaya.answer.Answer;
import ru.priyomnaya.answer.AnswerDesk;
import ru.priyomnaya.answer.AnswerStatus;
import ru.priyomnaya.answer.Answers;
import ru.priyomnaya.answer.Approvals;
import ru.priyomnaya.answer.Approvals.Route;
import ru.priyomnaya.answer.ElectronicSigning;
import ru.priyomnaya.answer.Enclosure;
import ru.priyomnaya.answer.Enclosures;
import ru.priyomnaya.answer.Letterhead;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.letter.DocxLetter;

/** The way of an answer by API, step by step as on the card. */
@RestController
@RequestMapping("/api/v1/appeals/{id}/answers")
@PreAuthorize(Cards.READERS)
class AnswersApi {
    private final AnswerDesk desk;
    private final Approvals approvals;
    private final ElectronicSigning signing;
    private final Outbox outbox;
    private final Answers answers;
    private final Enclosures enclosures;
    private final Letterhead letterhead;
    private final Files files;

    AnswersApi(
            AnswerDesk desk,
            Approvals approvals,
            ElectronicSigning signing,
            Outbox outbox,
            Answers answers,
            Enclosures enclosures,
            Letterhead letterhead,
            Files files) {
        this.desk = desk;
        this.approvals = approvals;
        this.signing = signing;
        this.outbox = outbox;
        this.answers = answers;
        this.enclosures = enclosures;
        this.letterhead = letterhead;
        this.files = files;
    }

    /** @param version that the writer saw; absent overwrites knowingly */
    record Text(@Nullable String text, @Nullable Long version) {
        String orEmpty() {
            return text == null ? "" : text;
        }
    }

    record Comment(@Nullable String comment) {}

    record State(UUID answerId, AnswerStatus status, long version) {
        static State of(Answer answer) {
            return new State(answer.id(), answer.status(), answer.version());
        }
    }

    @PostMapping
    @PreAuthorize(Cards.WORKERS)
    @ResponseStatus(HttpStatus.CREATED)
    State begin(@PathVariable UUID id, @RequestBody Text text) {
        return State.of(desk.begin(id, text.orEmpty()));
    }

    @PutMapping("/{answerId}")
    @PreAuthorize(Cards.WORKERS)
    State write(@PathVariable UUID id, @PathVariable UUID answerId, @RequestBody Text text) {
        requireOf(id, answerId);
        return State.of(desk.write(answerId, text.orEmpty(), text.version()));
    }

    /**
     * @param approvers ids of people who are asked before the signature, in order
     * @param inParallel all of them at once
     * @param signer absent: anybody with the right
     */
    record Submission(
            @Nullable List<UUID> approvers,
            @Nullable Boolean inParallel,
            @Nullable UUID signer) {
        Route route() {
            return new Route(approvers == null ? List.of() : approvers, Boolean.TRUE.equals(inParallel), signer);
        }
    }

    @PostMapping("/{answerId}/submit")
    @PreAuthorize(Cards.WORKERS)
    State submit(
            @PathVariable UUID id,
            @PathVariable UUID answerId,
            @RequestBody(required = false) @Nullable Submission submission) {
        requireOf(id, answerId);
        approvals.submit(answerId, submission == null ? Route.ANY_SIGNER : submission.route());
        return state(answerId);
    }

    /** Takes it back from approval to change it. */
    @PostMapping("/{answerId}/recall")
    @PreAuthorize(Cards.WORKERS)
    State recall(@PathVariable UUID id, @PathVariable UUID answerId) {
        requireOf(id, answerId);
        approvals.recall(answerId);
        return state(answerId);
    }

    @PostMapping("/{answerId}/approve")
    @PreAuthorize(Cards.DECIDERS)
    State approve(
            @PathVariable UUID id, @PathVariable UUID answerId, @RequestParam(required = false) @Nullable Long version)
            throws IOException {
        requireOf(id, answerId);
        approvals.approve(answerId, version);
        return state(answerId);
    }

    @PostMapping("/{answerId}/return")
    @PreAuthorize(Cards.DECIDERS)
    State giveBack(@PathVariable UUID id, @PathVariable UUID answerId, @RequestBody Comment comment) {
        requireOf(id, answerId);
        approvals.giveBack(answerId, comment.comment() == null ? "" : comment.comment());
        return state(answerId);
    }

    @PutMapping("/{answerId}/scan")
    @PreAuthorize(Cards.SENDERS)
    State scan(@PathVariable UUID id, @PathVariable UUID answerId, @RequestParam MultipartFile file)
            throws IOException {
        requireOf(id, answerId);
        desk.attachScan(answerId, file.getBytes());
        return state(answerId);
    }

    @GetMapping("/{answerId}/scan")
    ResponseEntity<byte[]> scan(@PathVariable UUID id, @PathVariable UUID answerId) throws IOException {
        requireOf(id, answerId);
        return files.scan(answerId);
    }

    /** Signs the letter with the organisation's key. */
    @PostMapping("/{answerId}/sign")
    @PreAuthorize("hasRole('SIGNER')")
    State sign(@PathVariable UUID id, @PathVariable UUID answerId) throws IOException {
        requireOf(id, answerId);
        signing.sign(answerId);
        return state(answerId);
    }

    /** Takes a detached signature made by the signer's own means over {@code letter.pdf}. */
    @PutMapping("/{answerId}/signature")
    @PreAuthorize(Cards.SENDERS)
    State attachSignature(@PathVariable UUID id, @PathVariable UUID answerId, @RequestParam MultipartFile file)
            throws IOException {
        requireOf(id, answerId);
        signing.attach(answerId, file.getBytes());
        return state(answerId);
    }

    /** Takes the answer out of the outbox while nothing has left. */
    @PostMapping("/{answerId}/undo")
    @PreAuthorize(Cards.SENDERS)
    State undo(@PathVariable UUID id, @PathVariable UUID answerId) {
        requireOf(id, answerId);
        outbox.takeBack(answerId);
        return state(answerId);
    }

    /** A file that goes with the answer; while it is a draft. */
    @PostMapping("/{answerId}/files")
    @PreAuthorize(Cards.WORKERS)
    @ResponseStatus(HttpStatus.CREATED)
    Enclosure enclose(@PathVariable UUID id, @PathVariable UUID answerId, @RequestParam MultipartFile file)
            throws IOException {
        requireOf(id, answerId);
        return enclosures.add(answerId, file.getOriginalFilename(), file.getBytes());
    }

    @GetMapping("/{answerId}/files/{fileId}")
    ResponseEntity<byte[]> enclosure(@PathVariable UUID id, @PathVariable UUID answerId, @PathVariable UUID fileId)
            throws IOException {
        requireOf(id, answerId);
        return files.enclosure(answerId, fileId);
    }

    @DeleteMapping("/{answerId}/files/{fileId}")
    @PreAuthorize(Cards.WORKERS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeOut(@PathVariable UUID id, @PathVariable UUID answerId, @PathVariable UUID fileId) {
        requireOf(id, answerId);
        enclosures.remove(answerId, fileId);
    }

    @GetMapping("/{answerId}/letter.docx")
    ResponseEntity<byte[]> docx(@PathVariable UUID id, @PathVariable UUID answerId) throws IOException {
        requireOf(id, answerId);
        return files.docx(answerId);
    }

    /** Replaces the text by that of an edited {@code letter.docx}. */
    @PutMapping("/{answerId}/letter.docx")
    @PreAuthorize(Cards.WORKERS)
    State docx(
            @PathVariable UUID id,
            @PathVariable UUID answerId,
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable Long version)
            throws IOException {
        requireOf(id, answerId);
        return State.of(desk.write(answerId, DocxLetter.read(file.getBytes()), version));
    }

    @GetMapping("/{answerId}/signature")
    ResponseEntity<byte[]> signature(@PathVariable UUID id, @PathVariable UUID answerId) throws IOException {
        requireOf(id, answerId);
        return files.signature(answerId);
    }

    @PostMapping("/{answerId}/send")
    @PreAuthorize(Cards.SENDERS)
    State send(@PathVariable UUID id, @PathVariable UUID answerId) {
        requireOf(id, answerId);
        desk.send(answerId);
        return state(answerId);
    }

    @GetMapping(path = "/{answerId}/letter.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    byte[] letter(@PathVariable UUID id, @PathVariable UUID answerId) throws IOException {
        requireOf(id, answerId);
        return letterhead.print(answerId);
    }

    private State state(UUID answerId) {
        return State.of(answers.get(answerId));
    }

    private void requireOf(UUID appealId, UUID answerId) {
        if (!answers.get(answerId).appealId().equals(appealId)) {
            throw new Files.NoSuchFile();
        }
    }
}
