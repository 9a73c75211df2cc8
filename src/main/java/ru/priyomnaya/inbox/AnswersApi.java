package ru.priyomnaya.inbox;

import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
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
import ru.priyomnaya.answer.Letterhead;

/** The way of an answer by API, step by step as on the card. */
@RestController
@RequestMapping("/api/v1/appeals/{id}/answers")
@PreAuthorize(Cards.READERS)
class AnswersApi {
    private final AnswerDesk desk;
    private final Answers answers;
    private final Letterhead letterhead;
    private final Files files;

    AnswersApi(AnswerDesk desk, Answers answers, Letterhead letterhead, Files files) {
        this.desk = desk;
        this.answers = answers;
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
    @ResponseStatus(HttpStatus.CREATED)
    State begin(@PathVariable UUID id, @RequestBody Text text) {
        return State.of(desk.begin(id, text.orEmpty()));
    }

    @PutMapping("/{answerId}")
    State write(@PathVariable UUID id, @PathVariable UUID answerId, @RequestBody Text text) {
        requireOf(id, answerId);
        return State.of(desk.write(answerId, text.orEmpty(), text.version()));
    }

    @PostMapping("/{answerId}/submit")
    State submit(@PathVariable UUID id, @PathVariable UUID answerId) {
        requireOf(id, answerId);
        desk.submit(answerId);
        return state(answerId);
    }

    @PostMapping("/{answerId}/approve")
    State approve(
            @PathVariable UUID id,
            @PathVariable UUID answerId,
            @RequestParam(required = false) @Nullable Long version) {
        requireOf(id, answerId);
        desk.approve(answerId, version);
        return state(answerId);
    }

    @PostMapping("/{answerId}/return")
    State giveBack(@PathVariable UUID id, @PathVariable UUID answerId, @RequestBody Comment comment) {
        requireOf(id, answerId);
        desk.giveBack(answerId, comment.comment() == null ? "" : comment.comment());
        return state(answerId);
    }

    @PutMapping("/{answerId}/scan")
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
    State sign(@PathVariable UUID id, @PathVariable UUID answerId) throws IOException {
        requireOf(id, answerId);
        desk.sign(answerId);
        return state(answerId);
    }

    @GetMapping("/{answerId}/signature")
    ResponseEntity<byte[]> signature(@PathVariable UUID id, @PathVariable UUID answerId) throws IOException {
        requireOf(id, answerId);
        return files.signature(answerId);
    }

    @PostMapping("/{answerId}/send")
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
