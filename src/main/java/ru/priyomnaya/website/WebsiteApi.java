package ru.priyomnaya.website;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.UriComponentsBuilder;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.dispatch.ApplicantLinks;
import ru.priyomnaya.intake.IntakeView;

/** The public part of the API: a site's own form, the personal account. */
@RestController
@RequestMapping("/api/v1/website/appeals")
class WebsiteApi {
    private final WebsiteIntake intake;
    private final PublicStatus status;
    private final Appeals appeals;
    private final RateLimit limit;
    private final ApplicantLinks links;

    WebsiteApi(WebsiteIntake intake, PublicStatus status, Appeals appeals, RateLimit limit, ApplicantLinks links) {
        this.intake = intake;
        this.status = status;
        this.appeals = appeals;
        this.limit = limit;
        this.links = links;
    }

    /** @param statusUrl holds a key: whoever has it may read the answer */
    record Accepted(UUID id, String number, Instant receivedAt, String statusUrl) {}

    record Stored(Instant receivedAt, String message) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> acceptJson(
            @RequestBody WebsiteFields fields,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request)
            throws IOException {
        return accept(fields, List.of(), key, request);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Object> acceptFiles(
            @ModelAttribute WebsiteFields fields,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            MultipartHttpServletRequest request)
            throws IOException {
        var files = request.getMultiFileMap().values().stream()
                .flatMap(List::stream)
                .toList();
        return accept(fields, files, key, request);
    }

    private ResponseEntity<Object> accept(
            WebsiteFields fields, List<MultipartFile> files, @Nullable String key, HttpServletRequest request)
            throws IOException {
        limit.call(request.getRemoteAddr());
        var used = Objects.requireNonNullElseGet(
                WebsiteIntake.keyOrNull(key), () -> UUID.randomUUID().toString());
        return answer(intake.accept(fields, files, used), request);
    }

    private ResponseEntity<Object> answer(IntakeView message, HttpServletRequest request) {
        if (message.appealId() == null) {
            // Safe and not registered yet: a person, or the next start, does it.
            return ResponseEntity.accepted()
                    .body(new Stored(message.receivedAt(), "Обращение принято, номер появится позже"));
        }
        var appeal = appeals.get(message.appealId());
        var url = statusUrl(request, appeal);
        return ResponseEntity.created(URI.create(url))
                .body(new Accepted(appeal.id(), appeal.number().text(), message.receivedAt(), url));
    }

    private String statusUrl(HttpServletRequest request, Appeal appeal) {
        return links.statusPage(appeal)
                .orElseGet(() -> links.statusPage(
                        UriComponentsBuilder.fromUriString(
                                        request.getRequestURL().toString())
                                .replacePath(request.getContextPath())
                                .toUriString(),
                        appeal));
    }

    record StatusView(String number, String status, String stage, String registered, String deadline) {}

    @GetMapping("/{number}")
    ResponseEntity<Object> status(
            @PathVariable String number, @RequestParam @Nullable String email, HttpServletRequest request) {
        limit.call(request.getRemoteAddr());
        return status.byEmail(number, email)
                .map(found -> ResponseEntity.ok((Object) new StatusView(
                        found.number(),
                        found.stage().name(),
                        found.stage().getInRussian(),
                        found.registered().toString(),
                        found.deadline().toString())))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND)
                        .body(problem(
                                HttpStatus.NOT_FOUND,
                                "WEB-004",
                                "Нет обращения с таким номером и адресом электронной почты")));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(WebsiteIntake.Unacceptable e) {
        return wrongFields(e);
    }

    record FieldProblem(String field, String message) {}

    static ResponseEntity<ProblemDetail> wrongFields(WebsiteIntake.Unacceptable e) {
        var problem = problem(HttpStatus.BAD_REQUEST, "WEB-001", "Исправьте поля и отправьте ещё раз");
        problem.setProperty(
                "errors",
                e.problems().entrySet().stream()
                        .map(entry -> new FieldProblem(entry.getKey(), entry.getValue()))
                        .toList());
        return ResponseEntity.of(problem).build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(WebsiteIntake.KeyReused e) {
        return refused(HttpStatus.UNPROCESSABLE_CONTENT, "WEB-003", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(RateLimit.TooOften e) {
        return refused(HttpStatus.TOO_MANY_REQUESTS, "WEB-002", e);
    }

    static ResponseEntity<ProblemDetail> refused(HttpStatus status, String code, RuntimeException e) {
        return ResponseEntity.of(problem(status, code, String.valueOf(e.getMessage())))
                .build();
    }

    private static ProblemDetail problem(HttpStatus status, String code, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        return problem;
    }
}
