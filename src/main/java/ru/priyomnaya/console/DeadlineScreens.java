package ru.priyomnaya.console;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Applicant.ApplicantType;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Classifier;
import ru.priyomnaya.appeal.DeadlineRules;
import ru.priyomnaya.calendar.Counting;
import ru.priyomnaya.calendar.DayOff;
import ru.priyomnaya.calendar.StartingDay;
import ru.priyomnaya.inbox.ScreenErrors;
import ru.priyomnaya.organization.Organizations;

/** The rules of terms: read, tried on a date, kept. */
@Controller
@RequestMapping("/console/deadlines")
@PreAuthorize("hasAnyRole('ADMIN', 'DIRECTOR')")
class DeadlineScreens {
    private static final String LIST = "/console/deadlines";

    private final DeadlineRules rules;
    private final Classifier classifier;
    private final Organizations organizations;
    private final Clock clock;

    DeadlineScreens(DeadlineRules rules, Classifier classifier, Organizations organizations, Clock clock) {
        this.rules = rules;
        this.classifier = classifier;
        this.organizations = organizations;
        this.clock = clock;
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable UUID edit, Model model) {
        var fields = edit == null
                ? TermRuleFields.usual(today())
                : rules.find(edit)
                        .map(rule -> TermRuleFields.of(rule, today()))
                        .orElseGet(() -> TermRuleFields.usual(today()));
        return page(fields, model);
    }

    /** Counts the term on a date with what is typed, and keeps nothing. */
    @PostMapping("/try")
    String tryOut(TermRuleFields fields, Model model) {
        try {
            model.addAttribute(
                    "tried", rules.tried(fields.form(), Objects.requireNonNullElse(fields.tryOn(), today())));
        } catch (IllegalArgumentException e) {
            model.addAttribute("refused", e.getMessage());
        }
        return page(fields, model);
    }

    @PostMapping
    String keep(TermRuleFields fields, Model model, RedirectAttributes redirect) {
        try {
            rules.keep(fields.form(), fields.replaces());
            redirect.addFlashAttribute("done", "Правило сохранено, действует для зарегистрированных с этого дня");
            return "redirect:" + LIST;
        } catch (IllegalArgumentException | IllegalStateException e) {
            model.addAttribute("refused", e.getMessage());
            return page(fields, model);
        }
    }

    @PostMapping("/{id}/end")
    String end(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Правило завершено: действует по сегодняшний день", LIST, () -> rules.end(id));
    }

    private String page(TermRuleFields fields, Model model) {
        model.addAttribute("rules", rules.inForce());
        model.addAttribute("fields", fields);
        model.addAttribute("topicNames", classifier.names());
        model.addAttribute("channels", Channel.values());
        model.addAttribute("kinds", AppealKind.values());
        model.addAttribute("types", ApplicantType.values());
        model.addAttribute("countings", Counting.values());
        model.addAttribute("startingDays", StartingDay.values());
        model.addAttribute("daysOff", DayOff.values());
        model.addAttribute("extenders", List.of(Role.EXECUTOR, Role.REGISTRAR, Role.DIRECTOR));
        return "console/deadlines";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), organizations.first().zone());
    }
}
