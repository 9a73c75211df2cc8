package ru.priyomnaya.survey;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
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
import ru.priyomnaya.survey.FollowUp.State;

/** Surveys and follow-ups by API, for staff. */
@RestController
@RequestMapping("/api/v1")
class SurveyApi {
    private static final int LARGEST_PAGE = 200;

    private final Results results;
    private final Questionnaires questionnaires;
    private final Surveys surveys;
    private final FollowUps followUps;

    SurveyApi(Results results, Questionnaires questionnaires, Surveys surveys, FollowUps followUps) {
        this.results = results;
        this.questionnaires = questionnaires;
        this.surveys = surveys;
        this.followUps = followUps;
    }

    /** By month and by question; at most ten years. */
    @GetMapping("/surveys")
    @PreAuthorize(Results.READERS)
    Results.Summary summary(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until) {
        return results.of(from, until);
    }

    /** Newest first, at most 200 a page. */
    @GetMapping("/surveys/words")
    @PreAuthorize(Results.READERS)
    List<Results.Words> words(
            @RequestParam(required = false) @Nullable UUID topic,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return results.words(topic, Math.max(page, 0), Math.min(Math.max(size, 1), LARGEST_PAGE));
    }

    @GetMapping("/surveys/questions")
    @PreAuthorize(Results.READERS)
    Questionnaire questions() {
        return questionnaires.inForce();
    }

    /** @param marks questions to be marked 1 to 5, none switch the survey off; {@code words} the one to be answered in words */
    record Replacing(@Nullable List<String> marks, @Nullable String words) {}

    @PutMapping("/surveys/questions")
    @PreAuthorize("hasRole('DIRECTOR')")
    Questionnaire replace(@RequestBody Replacing by) {
        if (by.marks() == null) {
            throw new IllegalArgumentException("Нужен marks; пустой список выключает опрос");
        }
        questionnaires.replace(by.marks(), by.words());
        return questionnaires.inForce();
    }

    /**
     * An anonymous paper form.
     *
     * @param form an id of the caller's: the same again is the same form
     * @param marks 1 to 5 by position of the question
     */
    record Paper(
            @Nullable UUID form,
            int edition,
            @Nullable UUID topic,
            @Nullable Map<Integer, Integer> marks,
            @Nullable String words) {}

    @PostMapping("/surveys/paper")
    @PreAuthorize("hasRole('REGISTRAR')")
    @ResponseStatus(HttpStatus.CREATED)
    void enter(@RequestBody Paper of) {
        surveys.enter(
                of.form() == null ? UUID.randomUUID() : of.form(),
                of.edition(),
                of.topic(),
                Given.checked(of.marks() == null ? Map.of() : of.marks(), of.words()));
    }

    @GetMapping("/follow-ups")
    @PreAuthorize(FollowUps.READERS)
    List<FollowUp> followUps(
            @RequestParam(defaultValue = "OPEN") State state,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return followUps.list(state, Math.max(page, 0), Math.min(Math.max(size, 1), LARGEST_PAGE));
    }

    record Done(@Nullable String what) {}

    @PostMapping("/follow-ups/{id}/done")
    @PreAuthorize(FollowUps.READERS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void done(@PathVariable UUID id, @RequestBody Done done) {
        followUps.done(id, done.what() == null ? "" : done.what());
    }
}
