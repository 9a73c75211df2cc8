package ru.priyomnaya.disclosure;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.inbox.ScreenErrors;

/** «Отчёты → Раскрытие»: versions by year, each read before it is published; and the measures of the quality programme. */
@Controller
@PreAuthorize(Reports.READERS)
class PublicationScreens {
    private static final String PAGE = "/reports/publication";
    private static final String MEASURES = "/reports/measures";

    private final Publication publication;
    private final Measures measures;
    private final Reports reports;

    PublicationScreens(Publication publication, Measures measures, Reports reports) {
        this.publication = publication;
        this.measures = measures;
        this.reports = reports;
    }

    @GetMapping(PAGE)
    String all(Model model) {
        model.addAttribute("editions", publication.all());
        model.addAttribute("year", reports.today().getYear());
        return "disclosure/publication";
    }

    @PostMapping(PAGE)
    @PreAuthorize("hasRole('DIRECTOR')")
    String prepare(@RequestParam int year, RedirectAttributes redirect) {
        try {
            var draft = publication.prepare(year);
            redirect.addFlashAttribute("done", "Версия подготовлена: прочитайте и опубликуйте");
            return "redirect:" + PAGE + "/" + draft.id();
        } catch (IllegalArgumentException e) {
            redirect.addFlashAttribute("refused", e.getMessage());
            return "redirect:" + PAGE;
        }
    }

    @GetMapping(PAGE + "/{id}")
    String read(@PathVariable UUID id, Model model) {
        var read = publication.read(id);
        model.addAttribute("edition", read.edition());
        model.addAttribute("disclosed", read.content());
        model.addAttribute("sections", Sections.of(read.content().figures()).all());
        return "disclosure/edition";
    }

    @PostMapping(PAGE + "/{id}/publish")
    @PreAuthorize("hasRole('DIRECTOR')")
    String publish(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String comment,
            RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Опубликовано", PAGE + "/" + id, () -> publication.publish(id, comment));
    }

    @PostMapping(PAGE + "/{id}/withdraw")
    @PreAuthorize("hasRole('DIRECTOR')")
    String withdraw(@PathVariable UUID id, @RequestParam String reason, RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Снято с публикации", PAGE + "/" + id, () -> publication.withdraw(id, reason));
    }

    @GetMapping(MEASURES)
    String measures(@RequestParam(required = false) @Nullable Integer year, Model model) {
        var shown = year == null || !Measures.isYear(year) ? reports.today().getYear() : year;
        model.addAttribute("year", shown);
        model.addAttribute("measures", measures.ofYear(shown));
        return "disclosure/measures";
    }

    @PostMapping(MEASURES)
    @PreAuthorize("hasRole('DIRECTOR')")
    String keep(
            @RequestParam(required = false) @Nullable UUID id,
            @RequestParam int year,
            @RequestParam String text,
            @RequestParam(defaultValue = "") String planned,
            @RequestParam(defaultValue = "") String done,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect,
                "Мероприятие сохранено",
                MEASURES + "?year=" + year,
                () -> measures.keep(id, year, text, planned, done));
    }

    @PostMapping(MEASURES + "/{id}/remove")
    @PreAuthorize("hasRole('DIRECTOR')")
    String remove(@PathVariable UUID id, @RequestParam int year, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Мероприятие удалено", MEASURES + "?year=" + year, () -> measures.remove(id));
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound(Publication.NoSuchEdition e, Model model) {
        model.addAttribute("sentence", e.getMessage());
        return "error/404";
    }
}
