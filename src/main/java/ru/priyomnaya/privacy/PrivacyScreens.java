package ru.priyomnaya.privacy;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.People;
import ru.priyomnaya.inbox.ScreenErrors;
import ru.priyomnaya.privacy.Erasure.Ground;

/** «Правила → Персональные данные»: the register of processing, people, destruction, holds. */
@Controller
@RequestMapping("/console/privacy")
@PreAuthorize(ErasureDesk.READERS)
class PrivacyScreens {
    private static final String LIST = "/console/privacy";
    private static final String ERASURE = LIST + "/erasures/";
    private static final int SHOWN_ITEMS = 200;
    private static final int MOST_OVERDUE = 500;

    private final Processing processing;
    private final ErasureDesk desk;
    private final Holds holds;
    private final Consents consents;
    private final PersonSearch search;
    private final PersonExport export;
    private final People people;

    PrivacyScreens(
            Processing processing,
            ErasureDesk desk,
            Holds holds,
            Consents consents,
            PersonSearch search,
            PersonExport export,
            People people) {
        this.processing = processing;
        this.desk = desk;
        this.holds = holds;
        this.consents = consents;
        this.search = search;
        this.export = export;
        this.people = people;
    }

    @GetMapping
    String overview(Model model) {
        model.addAttribute("kinds", processing.all());
        model.addAttribute("erasures", desk.newest());
        model.addAttribute("holds", holds.list(null));
        model.addAttribute("consents", consents.all());
        return "privacy/privacy";
    }

    @PostMapping("/kinds/{kind}")
    String keep(
            @PathVariable String kind,
            @RequestParam String purpose,
            @RequestParam String basis,
            @RequestParam(required = false) @Nullable Integer months,
            @RequestParam String termBasis,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Сохранено", LIST, () -> processing.keep(kind, purpose, basis, months, termBasis));
    }

    /** Proposes what has been kept for longer than its term. */
    @PostMapping("/overdue")
    String proposeOverdue(RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Предложено: подтвердит другой человек", LIST, () -> {
            var candidates = desk.overdue(MOST_OVERDUE);
            if (candidates.isEmpty()) {
                throw new IllegalStateException("Ничего не хранится дольше срока");
            }
            desk.propose(Ground.TERM_OVER, "Срок хранения истёк", false, candidates.appeals(), candidates.messages());
        });
    }

    @GetMapping("/people")
    String people(Model model) {
        model.addAttribute("marks", new PersonSearch.Marks("", "", "", ""));
        return "privacy/people";
    }

    /** By POST: who is looked for must not stand in an address. */
    @PostMapping("/people")
    String found(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String account,
            Model model)
            throws IOException {
        var marks = new PersonSearch.Marks(name, email, phone, account);
        model.addAttribute("marks", marks);
        model.addAttribute("found", search.find(marks));
        model.addAttribute("grounds", Ground.values());
        return "privacy/people";
    }

    @PostMapping("/export")
    void export(
            @RequestParam(required = false) @Nullable List<UUID> appeals,
            @RequestParam(required = false) @Nullable List<Long> messages,
            HttpServletResponse response)
            throws IOException {
        var ids = Objects.requireNonNullElse(appeals, List.<UUID>of());
        var letters = Objects.requireNonNullElse(messages, List.<Long>of());
        try {
            export.begin(ids, letters);
        } catch (IllegalArgumentException e) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, e.getMessage());
            return;
        }
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"person.zip\"");
        export.write(ids, letters, response.getOutputStream());
    }

    @PostMapping("/erasures")
    String propose(
            @RequestParam Ground ground,
            @RequestParam String reason,
            @RequestParam(defaultValue = "false") boolean early,
            @RequestParam(required = false) @Nullable List<UUID> appeals,
            @RequestParam(required = false) @Nullable List<Long> messages,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect,
                "Предложено: подтвердит другой человек",
                LIST,
                () -> desk.propose(
                        ground,
                        reason,
                        early,
                        Objects.requireNonNullElse(appeals, List.of()),
                        Objects.requireNonNullElse(messages, List.of())));
    }

    @GetMapping("/erasures/{id}")
    String erasure(@PathVariable UUID id, Model model) {
        var erasure = desk.get(id);
        model.addAttribute("erasure", erasure);
        model.addAttribute("items", desk.items(id, 0, SHOWN_ITEMS));
        model.addAttribute("isMine", CurrentPerson.get().id().equals(erasure.proposedBy()));
        model.addAttribute("proposedBy", name(erasure.proposedBy()));
        model.addAttribute("decidedBy", name(erasure.decidedBy()));
        return "privacy/erasure";
    }

    private String name(@Nullable UUID person) {
        return person == null
                ? ""
                : people.findById(person).map(one -> one.shortName()).orElse("");
    }

    @PostMapping("/erasures/{id}/confirm")
    String confirm(@PathVariable UUID id, RedirectAttributes redirect) {
        var second = desk.get(id).proposedBy() != null;
        return ScreenErrors.act(
                redirect,
                second ? "Подтверждено, программа исполняет" : "Предложено: подтвердит другой человек",
                ERASURE + id,
                () -> desk.confirm(id));
    }

    @PostMapping("/erasures/{id}/reject")
    String reject(@PathVariable UUID id, @RequestParam String reason, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Отклонено", ERASURE + id, () -> desk.reject(id, reason));
    }

    @GetMapping(path = "/erasures/{id}/act.pdf", produces = "application/pdf")
    void act(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        var pdf = desk.act(id);
        response.setContentType("application/pdf");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"act.pdf\"");
        response.getOutputStream().write(pdf);
    }
}
