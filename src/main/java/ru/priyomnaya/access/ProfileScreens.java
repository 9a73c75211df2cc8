package ru.priyomnaya.access;

import jakarta.servlet.http.HttpSession;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sign-in, and one's own password, sessions and tokens. */
@Controller
class ProfileScreens {
    private static final String PROFILE = "redirect:/profile";

    private final Accounts accounts;
    private final ApiTokens tokens;
    private final Sessions sessions;
    private final PasswordRules rules;
    private final Duties duties;
    private final SignIn signIn;
    private final ObjectProvider<SignInWay> ways;

    ProfileScreens(
            Accounts accounts,
            ApiTokens tokens,
            Sessions sessions,
            PasswordRules rules,
            Duties duties,
            SignIn signIn,
            ObjectProvider<SignInWay> ways) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.sessions = sessions;
        this.rules = rules;
        this.duties = duties;
        this.signIn = signIn;
        this.ways = ways;
    }

    @GetMapping("/sign-in")
    String signIn(Model model) {
        model.addAttribute("ways", ways.orderedStream().toList());
        return "access/sign-in";
    }

    @GetMapping("/profile")
    @PreAuthorize("isAuthenticated()")
    String profile(Model model, HttpSession session) {
        var me = signIn.byId(CurrentPerson.get().id());
        model.addAttribute("me", me);
        model.addAttribute("duties", duties.of(me));
        model.addAttribute("shortest", rules.shortest());
        model.addAttribute("tokens", tokens.of(me));
        model.addAttribute("lives", tokens.lives());
        model.addAttribute("scopes", TokenScope.values());
        model.addAttribute("sessions", sessions.mine());
        model.addAttribute("here", session.getAttribute(Sessions.ROW));
        return "access/profile";
    }

    @PostMapping("/profile/password")
    @PreAuthorize("isAuthenticated()")
    String password(
            @RequestParam String present,
            @RequestParam String wanted,
            HttpSession session,
            RedirectAttributes redirect) {
        try {
            accounts.changeOwnPassword(present, wanted, here(session));
            redirect.addFlashAttribute("done", "Пароль сменён, остальные сеансы закончены");
        } catch (Accounts.Unacceptable e) {
            redirect.addFlashAttribute("refused", e.getMessage());
        }
        return PROFILE;
    }

    @PostMapping("/profile/tokens")
    @PreAuthorize("isAuthenticated()")
    String issue(
            @RequestParam String name,
            @RequestParam(defaultValue = "FULL") TokenScope scope,
            @RequestParam(required = false) @Nullable Set<Role> roles,
            @RequestParam(required = false) @Nullable Integer days,
            RedirectAttributes redirect) {
        try {
            var some = roles == null ? EnumSet.noneOf(Role.class) : roles;
            redirect.addFlashAttribute(
                    "token", tokens.issue(CurrentPerson.get(), new ApiTokens.Wish(name, scope, some, days)));
        } catch (Accounts.Unacceptable e) {
            redirect.addFlashAttribute("refused", e.getMessage());
        }
        return PROFILE;
    }

    @PostMapping("/profile/tokens/{id}/revoke")
    @PreAuthorize("isAuthenticated()")
    String revoke(@PathVariable UUID id, RedirectAttributes redirect) {
        tokens.revoke(CurrentPerson.get(), id);
        redirect.addFlashAttribute("done", "Токен отозван");
        return PROFILE;
    }

    @PostMapping("/profile/sessions/{id}/end")
    @PreAuthorize("isAuthenticated()")
    String end(@PathVariable UUID id, RedirectAttributes redirect) {
        sessions.end(id);
        redirect.addFlashAttribute("done", "Сеанс закончен");
        return PROFILE;
    }

    @PostMapping("/profile/sessions/end-others")
    @PreAuthorize("isAuthenticated()")
    String endOthers(HttpSession session, RedirectAttributes redirect) {
        sessions.endOthers(CurrentPerson.get().id(), here(session));
        redirect.addFlashAttribute("done", "Остальные сеансы закончены");
        return PROFILE;
    }

    private static @Nullable UUID here(HttpSession session) {
        return session.getAttribute(Sessions.ROW) instanceof UUID row ? row : null;
    }
}
