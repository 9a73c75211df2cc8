package ru.priyomnaya.website;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
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
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.dispatch.Outbox.PublicNotice;
import ru.priyomnaya.intake.IntakeView;
import ru.priyomnaya.website.PublicStatus.Part;
import ru.priyomnaya.website.PublicStatus.Stage;

/**
 * For the server of the personal account: it has signed its people in itself and calls with one token. It sees the appeals that
 * came through it, and no others.
 */
@RestController
@RequestMapping("/api/v1/account/appeals")
@EnableConfigurationProperties(AccountProperties.class)
class AccountApi {
    private final AccountProperties properties;
    private final WebsiteIntake intake;
    private final PublicStatus status;
    private final Appeals appeals;

    AccountApi(AccountProperties properties, WebsiteIntake intake, PublicStatus status, Appeals appeals) {
        this.properties = properties;
        this.intake = intake;
        this.status = status;
        this.appeals = appeals;
    }

    record Accepted(UUID id, String number, Instant receivedAt) {}

    record Waiting(Instant receivedAt, String message) {}

    /** The fields of the website's form; {@code Idempotency-Key} is how the account itself names the appeal. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> accept(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody WebsiteFields fields)
            throws IOException {
        return accept(authorization, key, fields, List.of());
    }

    /** The same with files. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Object> accept(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @ModelAttribute WebsiteFields fields,
            MultipartHttpServletRequest request)
            throws IOException {
        return accept(
                authorization,
                key,
                fields,
                request.getMultiFileMap().values().stream()
                        .flatMap(List::stream)
                        .toList());
    }

    private ResponseEntity<Object> accept(
            @Nullable String authorization, @Nullable String key, WebsiteFields fields, List<MultipartFile> files)
            throws IOException {
        requireToken(authorization);
        var used = Objects.requireNonNullElseGet(
                WebsiteIntake.keyOrNull(key), () -> UUID.randomUUID().toString());
        return answer(intake.accept(Channel.ACCOUNT, fields, files, used));
    }

    private ResponseEntity<Object> answer(IntakeView message) {
        if (message.appealId() == null) {
            return ResponseEntity.accepted()
                    .body(new Waiting(message.receivedAt(), "Обращение принято, номер появится позже"));
        }
        var appeal = appeals.get(message.appealId());
        return ResponseEntity.created(URI.create("/api/v1/account/appeals/" + appeal.id()))
                .body(new Accepted(appeal.id(), appeal.number().text(), message.receivedAt()));
    }

    /** @param answer which files can be fetched */
    record Standing(
            UUID id,
            String number,
            Stage status,
            LocalDate registered,
            LocalDate deadline,
            List<Part> answer,
            @Nullable Integer mark,
            List<PublicNotice> notices) {}

    @GetMapping("/{id}")
    Standing get(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @PathVariable UUID id) {
        requireToken(authorization);
        var appeal = own(id);
        var found = status.of(appeal);
        return new Standing(
                id,
                found.number(),
                found.stage(),
                found.registered(),
                found.deadline(),
                found.parts(),
                found.mark(),
                found.notices());
    }

    /** The answer; taking it is reading it. */
    @GetMapping("/{id}/answer")
    ResponseEntity<byte[]> answer(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "ANSWER") Part part)
            throws IOException {
        requireToken(authorization);
        var file = status.answer(own(id), part);
        if (file.isEmpty()) {
            throw new NotHere();
        }
        return WebsiteForms.download(file);
    }

    record Mark(@Nullable Integer mark, @Nullable String comment) {}

    @PostMapping("/{id}/rating")
    ResponseEntity<Void> rate(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @PathVariable UUID id,
            @RequestBody Mark mark) {
        requireToken(authorization);
        if (mark.mark() == null) {
            throw new IllegalArgumentException("Поле mark не заполнено");
        }
        if (!status.rate(own(id), mark.mark(), mark.comment())) {
            throw new NotHere();
        }
        return ResponseEntity.noContent().build();
    }

    private Appeal own(UUID id) {
        return appeals.findById(id)
                .filter(appeal -> appeal.origin().channel() == Channel.ACCOUNT)
                .orElseThrow(NotHere::new);
    }

    private void requireToken(@Nullable String authorization) {
        var expected = "Bearer " + properties.token();
        if (!properties.isOn()
                || authorization == null
                || !MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), authorization.getBytes(StandardCharsets.UTF_8))) {
            throw new WrongToken();
        }
    }

    private static class WrongToken extends RuntimeException {
        WrongToken() {
            super("Нужен токен личного кабинета: Authorization: Bearer … (priyomnaya.account.token)");
        }
    }

    private static class NotHere extends RuntimeException {
        NotHere() {
            super("Такого обращения из личного кабинета нет, или ответа на него ещё нет");
        }
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(WrongToken e) {
        return WebsiteApi.refused(HttpStatus.UNAUTHORIZED, "ACCOUNT-401", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(NotHere e) {
        return WebsiteApi.refused(HttpStatus.NOT_FOUND, "ACCOUNT-404", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(WebsiteIntake.Unacceptable e) {
        return WebsiteApi.wrongFields(e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(WebsiteIntake.KeyReused e) {
        return WebsiteApi.refused(HttpStatus.UNPROCESSABLE_CONTENT, "WEB-003", e);
    }
}
