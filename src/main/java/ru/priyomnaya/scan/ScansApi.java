package ru.priyomnaya.scan;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Scans of signed letters by API, as on the screen. */
@RestController
@RequestMapping("/api/v1/scans")
@PreAuthorize("hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER', 'DIRECTOR', 'AUDITOR')")
class ScansApi {
    private static final int LARGEST_PAGE = 200;

    private final ScanDesk desk;

    ScansApi(ScanDesk desk) {
        this.desk = desk;
    }

    record Reason(@Nullable String reason) {}

    record Whose(@Nullable String number) {}

    /** Newest first. */
    @GetMapping
    List<Scan> list(
            @RequestParam(required = false) @Nullable ScanState state,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return desk.list(state, Math.max(0, page), Math.min(Math.max(1, size), LARGEST_PAGE));
    }

    @PostMapping("/{id}/confirm")
    @PreAuthorize("hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(@PathVariable UUID id) throws IOException {
        desk.confirm(id);
    }

    /** Says whose answer it is, by the registration number of the appeal. */
    @PostMapping("/{id}/attach")
    @PreAuthorize("hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void attach(@PathVariable UUID id, @RequestBody Whose whose) throws IOException {
        desk.attachTo(id, whose.number() == null ? "" : whose.number());
    }

    @PostMapping("/{id}/dismiss")
    @PreAuthorize("hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dismiss(@PathVariable UUID id, @RequestBody Reason reason) {
        desk.dismiss(id, reason.reason() == null ? "" : reason.reason());
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    ProblemDetail on(Scans.NoSuchScan e) {
        return problem(HttpStatus.NOT_FOUND, "SCAN-404", e);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.CONFLICT)
    ProblemDetail on(ScanDesk.ScanSettled e) {
        return problem(HttpStatus.CONFLICT, "SCAN-409", e);
    }

    private static ProblemDetail problem(HttpStatus status, String code, RuntimeException e) {
        var problem = ProblemDetail.forStatusAndDetail(status, e.getMessage());
        problem.setProperty("code", code);
        return problem;
    }
}
