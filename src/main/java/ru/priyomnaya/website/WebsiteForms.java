package ru.priyomnaya.website;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.Applicant.ApplicantType;
import ru.priyomnaya.appeal.Classifier;
import ru.priyomnaya.dispatch.ApplicantLinks;
import ru.priyomnaya.intake.IntakeView;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.rating.Ratings;
import ru.priyomnaya.survey.Questionnaires;
import ru.priyomnaya.website.PublicStatus.Part;

/** «Задать вопрос»: a form for people and one for legal entities (S24), and the status page. No script, no session. */
@Controller
class WebsiteForms {
    private static final String FORM = "website/form";

    private final WebsiteIntake intake;
    private final PublicStatus status;
    private final ApplicantLinks links;
    private final Appeals appeals;
    private final Classifier classifier;
    private final RateLimit limit;
    private final WebsiteProperties properties;
    private final Organizations organizations;
    private final Questionnaires questionnaires;

    WebsiteForms(
            WebsiteIntake intake,
            PublicStatus status,
            ApplicantLinks links,
            Appeals appeals,
            Classifier classifier,
            RateLimit limit,
            WebsiteProperties properties,
            Organizations organizations,
            Questionnaires questionnaires) {
        this.intake = intake;
        this.status = status;
        this.links = links;
        this.appeals = appeals;
        this.classifier = classifier;
        this.limit = limit;
        this.properties = properties;
        this.organizations = organizations;
        this.questionnaires = questionnaires;
    }

    @GetMapping("/form/person")
    String person(Model model) {
        return form(model, WebsiteFields.empty(ApplicantType.PERSON), newKey(), Map.of());
    }

    @GetMapping("/form/organization")
    String organization(Model model) {
        return form(model, WebsiteFields.empty(ApplicantType.ORGANIZATION), newKey(), Map.of());
    }

    /**
     * @param submission made with the form, so that a second press of the button is the same appeal
     * @param website a field that people do not see: only programs fill it in
     */
    @PostMapping({"/form/person", "/form/organization"})
    String send(
            @ModelAttribute WebsiteFields fields,
            @RequestParam(required = false) @Nullable String submission,
            @RequestParam(required = false) @Nullable String website,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            HttpServletRequest request,
            Model model,
            RedirectAttributes redirect)
            throws IOException {
        limit.form(request.getRemoteAddr());
        if (website != null && !website.isBlank()) {
            intake.keepSuspicious(fields, newKey());
            return "website/thanks"; // a program believes that it has succeeded
        }
        var key = Objects.requireNonNullElseGet(WebsiteIntake.keyOrNull(submission), WebsiteForms::newKey);
        try {
            return done(intake.accept(fields, Objects.requireNonNullElse(files, List.of()), key), redirect);
        } catch (WebsiteIntake.Unacceptable e) {
            return form(model, fields, key, e.problems());
        } catch (WebsiteIntake.KeyReused e) {
            // «Back» and a changed text: a new appeal.
            return done(intake.accept(fields, Objects.requireNonNullElse(files, List.of()), newKey()), redirect);
        }
    }

    private String done(IntakeView message, RedirectAttributes redirect) {
        if (message.appealId() == null) {
            return "website/thanks";
        }
        var appeal = appeals.get(message.appealId());
        redirect.addAttribute("number", appeal.number().text());
        redirect.addAttribute("key", links.codeOf(appeal));
        redirect.addAttribute("new", "");
        return "redirect:/status";
    }

    private String form(Model model, WebsiteFields fields, String key, Map<String, String> problems) {
        model.addAttribute("fields", fields);
        model.addAttribute("submission", key);
        model.addAttribute("problems", problems);
        model.addAttribute("kinds", AppealKind.values());
        model.addAttribute("topics", classifier.offered());
        model.addAttribute("legal", fields.type().orElse(ApplicantType.PERSON) == ApplicantType.ORGANIZATION);
        model.addAttribute("settings", properties);
        model.addAttribute("organization", organizations.first());
        return FORM;
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    @GetMapping("/status")
    String status(
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String key,
            HttpServletRequest request,
            Model model) {
        limit.form(request.getRemoteAddr());
        model.addAttribute("organization", organizations.first());
        model.addAttribute("number", number);
        model.addAttribute("email", email);
        model.addAttribute("key", key == null || key.isBlank() ? null : key);
        model.addAttribute("ratingWords", Ratings.words());
        model.addAttribute("fresh", request.getParameter("new") != null);
        if (number != null) {
            var found = key != null && !key.isBlank() ? status.byKey(number, key) : status.byEmail(number, email);
            model.addAttribute("status", found.orElse(null));
        }
        return "website/status";
    }

    @GetMapping("/status/answer")
    ResponseEntity<byte[]> answer(
            @RequestParam String number,
            @RequestParam String key,
            @RequestParam(defaultValue = "ANSWER") Part part,
            HttpServletRequest request)
            throws IOException {
        limit.form(request.getRemoteAddr());
        return download(status.answer(number, key, part));
    }

    @GetMapping("/status/enclosure")
    ResponseEntity<byte[]> enclosure(
            @RequestParam String number, @RequestParam String key, @RequestParam UUID id, HttpServletRequest request)
            throws IOException {
        limit.form(request.getRemoteAddr());
        return download(status.enclosure(number, key, id));
    }

    static ResponseEntity<byte[]> download(Optional<PublicStatus.File> found) {
        return found.map(file -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(file.mediaType()))
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename(file.name(), StandardCharsets.UTF_8)
                                        .build()
                                        .toString())
                        .header("X-Content-Type-Options", "nosniff")
                        .body(file.bytes()))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    /** Where the link in the letter leads: nothing is kept yet, for programs that check mail open every link. */
    @GetMapping("/status/rate")
    String rate(
            @RequestParam String number,
            @RequestParam String key,
            @RequestParam int mark,
            HttpServletRequest request,
            Model model) {
        limit.form(request.getRemoteAddr());
        model.addAttribute("organization", organizations.first());
        model.addAttribute("number", number);
        model.addAttribute("key", key);
        model.addAttribute("mark", mark);
        model.addAttribute("words", Ratings.words());
        model.addAttribute(
                "known",
                status.byKey(number, key).filter(found -> found.answerReady()).isPresent());
        model.addAttribute("atOnce", "yes");
        return "website/rate";
    }

    @PostMapping("/status/rate")
    String rate(
            @RequestParam String number,
            @RequestParam String key,
            @RequestParam int mark,
            @RequestParam(required = false) @Nullable String comment,
            HttpServletRequest request,
            Model model) {
        limit.form(request.getRemoteAddr());
        var kept = mark >= 1 && mark <= Ratings.words().size() && status.rate(number, key, mark, comment);
        model.addAttribute("organization", organizations.first());
        model.addAttribute("number", number);
        model.addAttribute("key", key);
        model.addAttribute("mark", mark);
        model.addAttribute("words", Ratings.words());
        model.addAttribute("known", kept);
        model.addAttribute("kept", kept);
        if (kept && status.surveyShown(number, key)) {
            model.addAttribute("questionnaire", questionnaires.inForce());
        }
        return "website/rate";
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.TOO_MANY_REQUESTS)
    String on(RateLimit.TooOften e) {
        return "website/too-often";
    }
}
