package ru.priyomnaya.disclosure;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.website.RateLimit;

/** What is disclosed, for everybody; the company's site may show it in a frame ({@code priyomnaya.website.embed-origins}). */
@Controller
class DisclosurePages {
    private final Editions editions;
    private final Organizations organizations;
    private final RateLimit limit;

    DisclosurePages(Editions editions, Organizations organizations, RateLimit limit) {
        this.editions = editions;
        this.organizations = organizations;
        this.limit = limit;
    }

    /** The newest year of which something is published. */
    @GetMapping("/disclosure")
    String newest(HttpServletRequest request, Model model) {
        limit.form(request.getRemoteAddr());
        var years = editions.years();
        return page(years, years.isEmpty() ? Optional.empty() : Optional.of(years.get(0)), null, model);
    }

    /** @param edition an older version; absent: the newest */
    @GetMapping("/disclosure/{year}")
    String of(
            @PathVariable int year,
            @RequestParam(required = false) @Nullable Integer edition,
            HttpServletRequest request,
            Model model) {
        limit.form(request.getRemoteAddr());
        return page(editions.years(), Optional.of(year), edition, model);
    }

    private String page(List<Integer> years, Optional<Integer> year, @Nullable Integer number, Model model) {
        var published = year.map(editions::published).orElse(List.of());
        var shown = published.stream()
                .filter(one -> number == null || one.edition() == number)
                .findFirst();
        model.addAttribute("organization", organizations.first());
        model.addAttribute("years", years);
        model.addAttribute("year", year.orElse(null));
        model.addAttribute("editions", published);
        model.addAttribute("edition", shown.orElse(null));
        shown.ifPresent(edition -> {
            var content = editions.content(edition.id());
            model.addAttribute("disclosed", content);
            model.addAttribute("sections", Sections.of(content.figures()).all());
        });
        return "disclosure/public";
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.TOO_MANY_REQUESTS)
    String on(RateLimit.TooOften e) {
        return "website/too-often";
    }
}
