package ru.priyomnaya.console;

import java.io.IOException;
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
import ru.priyomnaya.answer.ElectronicSigning;
import ru.priyomnaya.answer.SigningRights;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.inbox.ScreenErrors;

/** Who may sign, from when until when, what; and whose certificates count. */
@Controller
@RequestMapping("/console/signing")
@PreAuthorize("hasAnyRole('ADMIN', 'DIRECTOR')")
class SigningScreens {
    private static final String LIST = "/console/signing";

    private final SigningRights rights;
    private final ElectronicSigning signing;
    private final People people;

    SigningScreens(SigningRights rights, ElectronicSigning signing, People people) {
        this.rights = rights;
        this.signing = signing;
        this.people = people;
    }

    @GetMapping
    String list(Model model) throws IOException {
        var signers = people.withAnyOf(Set.of(Role.SIGNER));
        var all = rights.all();
        model.addAttribute("rights", all);
        model.addAttribute("signers", signers);
        model.addAttribute(
                "names",
                all.stream()
                        .map(right -> right.personId())
                        .distinct()
                        .flatMap(id -> people.findById(id).stream())
                        .collect(Collectors.toMap(Person::id, Person::shortName)));
        model.addAttribute("channels", Channel.values());
        model.addAttribute("kinds", AppealKind.values());
        model.addAttribute("today", rights.today());
        model.addAttribute("authorities", signing.trusted().all());
        return "console/signing";
    }

    @PostMapping
    String give(
            @RequestParam UUID person,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable Set<Channel> channels,
            @RequestParam(required = false) @Nullable Set<AppealKind> kinds,
            @RequestParam(required = false) @Nullable String attorney,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect,
                "Право подписи дано",
                LIST,
                () -> rights.give(
                        person,
                        from,
                        until,
                        channels == null ? Set.of() : channels,
                        kinds == null ? Set.of() : kinds,
                        attorney));
    }

    @PostMapping("/{id}/end")
    String end(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Право подписи прекращено", LIST, () -> rights.end(id));
    }
}
