package ru.priyomnaya.website;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.survey.Given;
import ru.priyomnaya.survey.Questionnaires;

/** The short survey (S22), behind the key that the applicant was given. No script, no session. */
@Controller
@RequestMapping("/status/survey")
class SurveyPage {
    private final PublicStatus status;
    private final Questionnaires questionnaires;
    private final Organizations organizations;
    private final RateLimit limit;

    SurveyPage(PublicStatus status, Questionnaires questionnaires, Organizations organizations, RateLimit limit) {
        this.status = status;
        this.questionnaires = questionnaires;
        this.organizations = organizations;
        this.limit = limit;
    }

    /** Where the link in the letter leads; nothing is kept yet, for programs that check mail open every link. */
    @GetMapping
    String questions(@RequestParam String number, @RequestParam String key, HttpServletRequest request, Model model) {
        limit.form(request.getRemoteAddr());
        return page(number, key, false, false, model);
    }

    @PostMapping
    String answer(
            @RequestParam String number,
            @RequestParam String key,
            @RequestParam int edition,
            @RequestParam Map<String, String> fields,
            HttpServletRequest request,
            Model model) {
        limit.form(request.getRemoteAddr());
        var thanked = status.survey(number, key, edition, Given.of(fields));
        return page(number, key, thanked, !thanked, model);
    }

    private String page(String number, String key, boolean thanked, boolean refused, Model model) {
        var known = status.isAnswered(number, key);
        model.addAttribute("organization", organizations.first());
        model.addAttribute("number", number);
        model.addAttribute("key", key);
        model.addAttribute("known", known);
        model.addAttribute("thanked", thanked);
        model.addAttribute("empty", known && refused);
        model.addAttribute("questionnaire", questionnaires.inForce());
        return "website/survey";
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.TOO_MANY_REQUESTS)
    String on(RateLimit.TooOften e) {
        return "website/too-often";
    }
}
