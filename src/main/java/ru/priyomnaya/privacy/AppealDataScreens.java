package ru.priyomnaya.privacy;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.Applicant;
import ru.priyomnaya.appeal.Corrections;
import ru.priyomnaya.inbox.ScreenErrors;
import ru.priyomnaya.privacy.Readings.Filter;

/** Personal data of one appeal: who read it, what was accepted, what holds it; and who read what, over all of them. */
@Controller
@RequestMapping("/console/privacy")
@PreAuthorize(ErasureDesk.READERS)
class AppealDataScreens {
    private static final int LONGEST = 500;
    private static final String APPEAL = "/console/privacy/appeals/";

    private final Appeals appeals;
    private final Readings readings;
    private final Holds holds;
    private final Consents consents;
    private final Obstacles obstacles;
    private final Corrections corrections;

    AppealDataScreens(
            Appeals appeals,
            Readings readings,
            Holds holds,
            Consents consents,
            Obstacles obstacles,
            Corrections corrections) {
        this.appeals = appeals;
        this.readings = readings;
        this.holds = holds;
        this.consents = consents;
        this.obstacles = obstacles;
        this.corrections = corrections;
    }

    @GetMapping("/appeals/{id}")
    String appeal(@PathVariable UUID id, Model model) {
        var appeal = appeals.get(id);
        model.addAttribute("id", id);
        model.addAttribute("number", appeal.number().text());
        model.addAttribute("applicant", appeal.applicant());
        model.addAttribute("consent", consents.of(id).orElse(null));
        model.addAttribute("holds", holds.list(id));
        model.addAttribute("obstacles", obstacles.ofAppeal(id, false));
        model.addAttribute("readings", shown(readings.page(new Filter(null, id, null, null, null), Long.MAX_VALUE)));
        return "privacy/appeal";
    }

    private static List<Readings.Reading> shown(List<Readings.Reading> page) {
        return page.subList(0, Math.min(page.size(), Readings.PAGE));
    }

    /** Puts right what is kept about the applicant; the fields of {@link Applicant}. */
    @PostMapping("/appeals/{id}/applicant")
    String rewrite(@PathVariable UUID id, @RequestParam Map<String, String> fields, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Сведения исправлены", APPEAL + id, () -> {
            var now = appeals.get(id).applicant();
            corrections.rewrite(
                    id,
                    new Applicant(
                            now.type(),
                            given(fields, "lastName"),
                            given(fields, "firstName"),
                            given(fields, "middleName"),
                            given(fields, "organizationName"),
                            now.inn(),
                            given(fields, "email"),
                            given(fields, "phone"),
                            given(fields, "postalAddress"),
                            given(fields, "account")),
                    fields.getOrDefault("reason", ""));
        });
    }

    private static @Nullable String given(Map<String, String> fields, String name) {
        var text = fields.getOrDefault(name, "").strip();
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("Не длиннее %d знаков".formatted(LONGEST));
        }
        return text.isEmpty() ? null : text;
    }

    @PostMapping("/appeals/{id}/hold")
    String hold(@PathVariable UUID id, @RequestParam String reason, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Уничтожение запрещено", APPEAL + id, () -> holds.place(id, reason));
    }

    @PostMapping("/appeals/{id}/lift")
    String lift(@PathVariable UUID id, @RequestParam String reason, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Запрет снят", APPEAL + id, () -> holds.lift(id, reason));
    }

    @GetMapping("/readings")
    String readings(
            @RequestParam(required = false) @Nullable String person,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable Long before,
            Model model) {
        var filter = new Filter(person, null, number, from, until);
        var page = readings.page(filter, before == null ? Long.MAX_VALUE : before);
        model.addAttribute("filter", filter);
        model.addAttribute("readings", shown(page));
        model.addAttribute(
                "next",
                page.size() > Readings.PAGE ? page.get(Readings.PAGE - 1).id() : null);
        return "privacy/readings";
    }

    @GetMapping("/readings.csv")
    void csv(
            @RequestParam(required = false) @Nullable String person,
            @RequestParam(required = false) @Nullable UUID appeal,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            HttpServletResponse response)
            throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"readings.csv\"");
        readings.csv(new Filter(person, appeal, number, from, until), response.getOutputStream());
    }
}
