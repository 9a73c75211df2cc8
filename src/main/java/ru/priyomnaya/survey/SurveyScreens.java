package ru.priyomnaya.survey;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.appeal.Classifier;
import ru.priyomnaya.inbox.ScreenErrors;
import ru.priyomnaya.organization.Organizations;

/** «Отчёты → Опросы»: what citizens think, their words, paper forms, the questions. */
@Controller
@PreAuthorize(Results.READERS)
class SurveyScreens {
    private static final int PAGE = 50;

    private final Results results;
    private final Questionnaires questionnaires;
    private final Surveys surveys;
    private final SurveyProperties properties;
    private final Classifier classifier;
    private final Organizations organizations;
    private final Clock clock;

    SurveyScreens(
            Results results,
            Questionnaires questionnaires,
            Surveys surveys,
            SurveyProperties properties,
            Classifier classifier,
            Organizations organizations,
            Clock clock) {
        this.results = results;
        this.questionnaires = questionnaires;
        this.surveys = surveys;
        this.properties = properties;
        this.classifier = classifier;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** Without days: a year until today. */
    @GetMapping("/surveys")
    String surveys(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            Model model) {
        var today = LocalDate.ofInstant(clock.instant(), organizations.first().zone());
        var usual = today.withDayOfMonth(1).minusMonths(11);
        var last = until == null ? today : until;
        Results.Summary summary;
        try {
            summary = results.of(from == null ? usual : from, last);
        } catch (IllegalArgumentException e) {
            model.addAttribute("refused", e.getMessage());
            summary = results.of(usual, today);
        }
        model.addAttribute("summary", summary);
        model.addAttribute("trend", Trend.of(summary.months()));
        model.addAttribute("questionnaire", questionnaires.inForce());
        model.addAttribute(
                "askAfter",
                properties.askAfter() == null ? null : properties.askAfter().toDays());
        return "survey/surveys";
    }

    @PostMapping("/surveys/questions")
    @PreAuthorize("hasRole('DIRECTOR')")
    String replace(
            @RequestParam String marks,
            @RequestParam(required = false) @Nullable String words,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect,
                "Вопросы сохранены",
                "/surveys",
                () -> questionnaires.replace(Arrays.asList(marks.split("\\R")), words));
    }

    @GetMapping("/surveys/words")
    String words(
            @RequestParam(required = false) @Nullable UUID topic,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var shown = Math.max(page, 0);
        var found = results.words(topic, shown, PAGE + 1);
        model.addAttribute("words", found.stream().limit(PAGE).toList());
        model.addAttribute("hasNext", found.size() > PAGE);
        model.addAttribute("page", shown);
        model.addAttribute("topic", topic);
        model.addAttribute("topics", results.topics());
        return "survey/words";
    }

    /** A paper form, to be typed in. */
    @GetMapping("/surveys/paper")
    @PreAuthorize("hasRole('REGISTRAR')")
    String paper(Model model) {
        model.addAttribute("form", UUID.randomUUID());
        model.addAttribute("questionnaire", questionnaires.inForce());
        model.addAttribute("topics", classifier.offered());
        model.addAttribute("organization", organizations.first());
        model.addAttribute("marks", List.of(1, 2, 3, 4, 5));
        return "survey/paper";
    }

    @PostMapping("/surveys/paper")
    @PreAuthorize("hasRole('REGISTRAR')")
    String enter(
            @RequestParam UUID form,
            @RequestParam int edition,
            @RequestParam(required = false) @Nullable UUID topic,
            @RequestParam Map<String, String> fields,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect,
                "Анкета внесена. Можно вносить следующую",
                "/surveys/paper",
                () -> surveys.enter(form, edition, topic, Given.of(fields)));
    }
}
