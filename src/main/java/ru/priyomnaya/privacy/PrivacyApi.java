package ru.priyomnaya.privacy;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ru.priyomnaya.appeal.Applicant;
import ru.priyomnaya.appeal.Corrections;

/** Personal data by API: who is found, what is destroyed, what a person may have. */
@RestController
@RequestMapping("/api/v1/privacy")
@PreAuthorize(ErasureDesk.READERS)
class PrivacyApi {
    private final PersonSearch search;
    private final PersonExport export;
    private final ErasureDesk desk;
    private final Holds holds;
    private final Corrections corrections;

    PrivacyApi(PersonSearch search, PersonExport export, ErasureDesk desk, Holds holds, Corrections corrections) {
        this.search = search;
        this.export = export;
        this.desk = desk;
        this.holds = holds;
        this.corrections = corrections;
    }

    /** The marks travel in the body: addresses end in logs of proxies. */
    record Wanted(
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String account) {
        PersonSearch.Marks marks() {
            return new PersonSearch.Marks(
                    Objects.requireNonNullElse(name, ""),
                    Objects.requireNonNullElse(email, ""),
                    Objects.requireNonNullElse(phone, ""),
                    Objects.requireNonNullElse(account, ""));
        }
    }

    @PostMapping("/people")
    PersonSearch.Found find(@RequestBody Wanted wanted) throws IOException {
        return search.find(wanted.marks());
    }

    record Chosen(@Nullable List<UUID> appeals, @Nullable List<Long> messages) {
        List<UUID> appealsOrNone() {
            return Objects.requireNonNullElse(appeals, List.of());
        }

        List<Long> messagesOrNone() {
            return Objects.requireNonNullElse(messages, List.of());
        }
    }

    /** A ZIP with «данные.json» and every document. */
    @PostMapping("/export")
    void export(@RequestBody Chosen chosen, HttpServletResponse response) throws IOException {
        export.begin(chosen.appealsOrNone(), chosen.messagesOrNone());
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"person.zip\"");
        export.write(chosen.appealsOrNone(), chosen.messagesOrNone(), response.getOutputStream());
    }

    /** @param early also what must still be kept by term */
    record Proposal(
            Erasure.@Nullable Ground ground,
            @Nullable String reason,
            @Nullable Boolean early,
            @Nullable List<UUID> appeals,
            @Nullable List<Long> messages) {}

    @PostMapping("/erasures")
    @ResponseStatus(HttpStatus.CREATED)
    Shown propose(@RequestBody Proposal proposal) {
        var id = desk.propose(
                Objects.requireNonNullElse(proposal.ground(), Erasure.Ground.DEMANDED),
                Objects.requireNonNullElse(proposal.reason(), ""),
                Boolean.TRUE.equals(proposal.early()),
                Objects.requireNonNullElse(proposal.appeals(), List.of()),
                Objects.requireNonNullElse(proposal.messages(), List.of()));
        return get(id);
    }

    /** @param items a thousand at most */
    record Shown(Erasure erasure, List<Erasure.Item> items) {}

    @GetMapping("/erasures")
    List<Erasure> list() {
        return desk.newest();
    }

    @GetMapping("/erasures/{id}")
    Shown get(@PathVariable UUID id) {
        return new Shown(desk.get(id), desk.items(id, 0, 1_000));
    }

    @PostMapping("/erasures/{id}/confirm")
    Shown confirm(@PathVariable UUID id) {
        desk.confirm(id);
        return get(id);
    }

    record Why(@Nullable String reason) {
        String text() {
            return Objects.requireNonNullElse(reason, "");
        }
    }

    @PostMapping("/erasures/{id}/reject")
    Shown reject(@PathVariable UUID id, @RequestBody Why why) {
        desk.reject(id, why.text());
        return get(id);
    }

    @GetMapping("/erasures/{id}/act.pdf")
    ResponseEntity<byte[]> act(@PathVariable UUID id) throws IOException {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(desk.act(id));
    }

    /** What has been kept for longer than its term. */
    @GetMapping("/overdue")
    ErasureDesk.Candidates overdue(@RequestParam(defaultValue = "500") int size) {
        return desk.overdue(Math.min(Math.max(size, 1), 1_000));
    }

    @GetMapping("/holds")
    List<Holds.Hold> holds(@RequestParam(required = false) @Nullable UUID appeal) {
        return holds.list(appeal);
    }

    @PostMapping("/appeals/{id}/hold")
    List<Holds.Hold> hold(@PathVariable UUID id, @RequestBody Why why) {
        holds.place(id, why.text());
        return holds.list(id);
    }

    @PostMapping("/appeals/{id}/lift")
    List<Holds.Hold> lift(@PathVariable UUID id, @RequestBody Why why) {
        holds.lift(id, why.text());
        return holds.list(id);
    }

    /** @param applicant all of it, as it shall be */
    record Rewriting(
            @Nullable Applicant applicant, @Nullable String reason) {}

    /** Puts right what is kept about the applicant. */
    @PutMapping("/appeals/{id}/applicant")
    @PreAuthorize(ErasureDesk.WHO)
    Applicant rewrite(@PathVariable UUID id, @RequestBody Rewriting rewriting) {
        if (rewriting.applicant() == null) {
            throw new IllegalArgumentException("Нужен applicant");
        }
        corrections.rewrite(id, rewriting.applicant(), Objects.requireNonNullElse(rewriting.reason(), ""));
        return rewriting.applicant();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ErasureDesk.NoSuchErasure e) {
        return refused(HttpStatus.NOT_FOUND, "PRIVACY-404", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(IllegalArgumentException e) {
        return refused(HttpStatus.UNPROCESSABLE_CONTENT, "PRIVACY-422", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(IllegalStateException e) {
        return refused(HttpStatus.CONFLICT, "PRIVACY-409", e);
    }

    private static ResponseEntity<ProblemDetail> refused(HttpStatus status, String code, RuntimeException e) {
        var problem = ProblemDetail.forStatusAndDetail(status, Objects.requireNonNullElse(e.getMessage(), ""));
        problem.setProperty("code", code);
        return ResponseEntity.status(status).body(problem);
    }
}
