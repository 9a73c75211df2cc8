package ru.priyomnaya.disclosure;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Versions of the disclosure and measures of the quality programme by API, for staff. */
@RestController
@RequestMapping("/api/v1/disclosure")
class PublicationApi {
    private final Publication publication;
    private final Measures measures;

    PublicationApi(Publication publication, Measures measures) {
        this.publication = publication;
        this.measures = measures;
    }

    record Preparing(int year) {}

    record Publishing(@Nullable String comment) {}

    record Withdrawing(@Nullable String reason) {}

    @GetMapping("/editions")
    @PreAuthorize(Reports.READERS)
    List<Edition> all() {
        return publication.all();
    }

    /** Counts the year anew and keeps it as a draft. */
    @PostMapping("/editions")
    @PreAuthorize("hasRole('DIRECTOR')")
    @ResponseStatus(HttpStatus.CREATED)
    Edition prepare(@RequestBody Preparing preparing) {
        return publication.prepare(preparing.year());
    }

    @GetMapping("/editions/{id}")
    @PreAuthorize(Reports.READERS)
    Publication.Read read(@PathVariable UUID id) {
        return publication.read(id);
    }

    @PostMapping("/editions/{id}/publish")
    @PreAuthorize("hasRole('DIRECTOR')")
    Publication.Read publish(@PathVariable UUID id, @RequestBody Publishing publishing) {
        publication.publish(id, publishing.comment());
        return publication.read(id);
    }

    @PostMapping("/editions/{id}/withdraw")
    @PreAuthorize("hasRole('DIRECTOR')")
    Publication.Read withdraw(@PathVariable UUID id, @RequestBody Withdrawing withdrawing) {
        publication.withdraw(id, withdrawing.reason() == null ? "" : withdrawing.reason());
        return publication.read(id);
    }

    /** @param id of the measure to change; absent for a new one */
    record Keeping(
            @Nullable UUID id,
            int year,
            @Nullable String text,
            @Nullable String planned,
            @Nullable String done) {}

    @GetMapping("/measures")
    @PreAuthorize(Reports.READERS)
    List<Measure> measures(@RequestParam int year) {
        return measures.ofYear(year);
    }

    @PostMapping("/measures")
    @PreAuthorize("hasRole('DIRECTOR')")
    List<Measure> keep(@RequestBody Keeping of) {
        measures.keep(of.id(), of.year(), orEmpty(of.text()), orEmpty(of.planned()), orEmpty(of.done()));
        return measures.ofYear(of.year());
    }

    @DeleteMapping("/measures/{id}")
    @PreAuthorize("hasRole('DIRECTOR')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id) {
        measures.remove(id);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Publication.NoSuchEdition e) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
        problem.setProperty("code", "API-404");
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
