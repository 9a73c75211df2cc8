package ru.priyomnaya.console;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.assignment.Assigner;
import ru.priyomnaya.assignment.Substitutions;
import ru.priyomnaya.assignment.Substitutions.Substitution;
import ru.priyomnaya.inbox.ScreenErrors;
import ru.priyomnaya.organization.Organizations;

/** Who stands in for whom while they are away. */
@Controller
@RequestMapping("/console/substitutions")
@PreAuthorize("hasRole('REGISTRAR')")
class SubstitutionScreens {
    private static final String LIST = "/console/substitutions";

    private final Assigner assigner;
    private final Substitutions substitutions;
    private final People people;
    private final Organizations organizations;
    private final Clock clock;

    SubstitutionScreens(
            Assigner assigner, Substitutions substitutions, People people, Organizations organizations, Clock clock) {
        this.assigner = assigner;
        this.substitutions = substitutions;
        this.people = people;
        this.organizations = organizations;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        var executors = people.withAnyOf(Set.of(Role.EXECUTOR));
        model.addAttribute("substitutions", substitutions.from(today()));
        model.addAttribute("executors", executors);
        model.addAttribute("names", executors.stream().collect(Collectors.toMap(Person::id, Person::shortName)));
        model.addAttribute("today", today());
        return "console/substitutions";
    }

    @PostMapping
    String add(
            @RequestParam UUID person,
            @RequestParam UUID substitute,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
            @RequestParam(required = false) @Nullable String comment,
            @RequestParam(defaultValue = "false") boolean handOver,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect,
                "Замещение назначено",
                LIST,
                () -> assigner.substitute(
                        new Substitution(UUID.randomUUID(), person, substitute, from, until, comment), handOver));
    }

    @PostMapping("/{id}/end")
    String end(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Замещение снято", LIST, () -> assigner.endSubstitution(id));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), organizations.first().zone());
    }
}
