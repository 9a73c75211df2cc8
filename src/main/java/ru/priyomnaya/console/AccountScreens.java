package ru.priyomnaya.console;

import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.access.Accounts;
import ru.priyomnaya.access.ApiTokens;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Sessions;
import ru.priyomnaya.factor.SecondFactors;
import ru.priyomnaya.inbox.ScreenErrors;

/** How somebody signs in: sessions, second factor, tokens, the account for emergencies. */
@Controller
@RequestMapping("/console/people/{id}/account")
@PreAuthorize("hasRole('ADMIN')")
class AccountScreens {
    private final People people;
    private final Accounts accounts;
    private final Sessions sessions;
    private final SecondFactors factors;
    private final ApiTokens tokens;

    AccountScreens(People people, Accounts accounts, Sessions sessions, SecondFactors factors, ApiTokens tokens) {
        this.people = people;
        this.accounts = accounts;
        this.sessions = sessions;
        this.factors = factors;
        this.tokens = tokens;
    }

    @GetMapping
    String account(@PathVariable UUID id, Model model) {
        model.addAttribute("person", people.findById(id).orElseThrow(Accounts.NoSuchPerson::new));
        model.addAttribute("sessions", sessions.of(id));
        model.addAttribute("hasSecondFactor", factors.isSetUp(id));
        model.addAttribute("tokens", tokens.ofPerson(id));
        return "console/account";
    }

    @PostMapping("/end-sessions")
    String endSessions(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Все сеансы сотрудника закончены", page(id), () -> sessions.endAll(id));
    }

    @PostMapping("/reset-second-factor")
    String resetSecondFactor(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Второй фактор снят", page(id), () -> factors.reset(id));
    }

    @PostMapping("/tokens/{token}/revoke")
    String revoke(@PathVariable UUID id, @PathVariable UUID token, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Токен отозван", page(id), () -> tokens.revokeOf(id, token));
    }

    @PostMapping("/break-glass")
    String nameBreakGlass(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Это аварийная учётная запись", page(id), () -> accounts.nameBreakGlass(id));
    }

    @PostMapping("/break-glass/end")
    String unnameBreakGlass(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Учётная запись больше не аварийная", page(id), () -> accounts.unnameBreakGlass(id));
    }

    private static String page(UUID id) {
        return "/console/people/" + id + "/account";
    }
}
