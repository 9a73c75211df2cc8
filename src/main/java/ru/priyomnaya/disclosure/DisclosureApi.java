package ru.priyomnaya.disclosure;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.priyomnaya.website.RateLimit;

/** What is disclosed, as JSON: public, so pages of any origin may read it. */
@RestController
class DisclosureApi {
    private final Editions editions;
    private final RateLimit limit;

    DisclosureApi(Editions editions, RateLimit limit) {
        this.editions = editions;
        this.limit = limit;
    }

    /** Years of which something is published, newest first. */
    @GetMapping("/api/v1/website/disclosure")
    ResponseEntity<List<Integer>> years(HttpServletRequest request) {
        limit.call(request.getRemoteAddr());
        return open().body(editions.years());
    }

    /**
     * As it was published, byte for byte. 404 with {@code WEB-006} when nothing is.
     *
     * @param edition an older version; absent: the newest
     */
    @GetMapping(value = "/api/v1/website/disclosure/{year}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> of(
            @PathVariable int year,
            @RequestParam(required = false) @Nullable Integer edition,
            HttpServletRequest request) {
        limit.call(request.getRemoteAddr());
        return editions.published(year).stream()
                .filter(one -> edition == null || one.edition() == edition)
                .findFirst()
                .map(one -> open().eTag(one.sha256())
                        .header("X-Disclosure-Edition", String.valueOf(one.edition()))
                        .contentType(MediaType.APPLICATION_JSON)
                        .body((Object) editions.json(one.id())))
                .orElseGet(() -> problem(HttpStatus.NOT_FOUND, "WEB-006", "За этот год ничего не опубликовано"));
    }

    private static ResponseEntity.BodyBuilder open() {
        return ResponseEntity.ok().header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    }

    @ExceptionHandler
    ResponseEntity<Object> on(RateLimit.TooOften e) {
        return problem(HttpStatus.TOO_MANY_REQUESTS, "WEB-002", String.valueOf(e.getMessage()));
    }

    private static ResponseEntity<Object> problem(HttpStatus status, String code, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
