package ru.priyomnaya.access;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sign-in, and one's own password and tokens. */
@Controller
class ProfileScreens {
    private final Accounts accounts;
    private final ApiTokens tokens;

    ProfileScreens(Accounts accounts, ApiTokens tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    @GetMapping("/sign-in")
    String signIn() {
        return "access/sign-in";
    }

    @GetMapping("/profile")
    String profile(Model model) {
        model.addAttribute("me", CurrentPerson.get());
        model.addAttribute("tokens", tokens.of(CurrentPerson.get()));
        return "access/profile";
    }

    @PostMapping("/profile/password")
    String password(@RequestParam String present, @RequestParam String wanted, RedirectAttributes redirect) {
        try {
            accounts.changeOwnPassword(present, wanted);
            redirect.addFlashAttribute("done", "Пароль сменён");
        } catch (Accounts.Unacceptable e) {
            redirect.addFlashAttribute("refused", e.getMessage());
        }
        return "redirect:/profile";
    }

    @PostMapping("/profile/tokens")
    String issue(@RequestParam String name, RedirectAttributes redirect) {
        if (name.isBlank()) {
            redirect.addFlashAttribute("refused", "Назовите программу, для которой нужен токен");
        } else {
            redirect.addFlashAttribute("token", tokens.issue(CurrentPerson.get(), name.strip()));
        }
        return "redirect:/profile";
    }

    @PostMapping("/profile/tokens/{id}/revoke")
    String revoke(@PathVariable UUID id, RedirectAttributes redirect) {
        tokens.revoke(CurrentPerson.get(), id);
        redirect.addFlashAttribute("done", "Токен отозван");
        return "redirect:/profile";
    }
}
