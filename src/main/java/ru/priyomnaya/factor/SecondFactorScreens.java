package ru.priyomnaya.factor;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.FailureLimit;
import ru.priyomnaya.access.SignInCompletion;

/** The code after the password, and one's own second factor. */
@Controller
class SecondFactorScreens {
    private static final String PAGE = "redirect:/profile/second-factor";

    /** Of an HTTP session: the secret that is being taken over, until a code confirms it. */
    private static final String PROPOSED = "factor.proposed";

    private final SecondFactors factors;
    private final SignInCompletion completion;
    private final FailureLimit limit;

    SecondFactorScreens(SecondFactors factors, SignInCompletion completion, FailureLimit limit) {
        this.factors = factors;
        this.completion = completion;
        this.limit = limit;
    }

    @GetMapping(SignInCompletion.CODE_PAGE)
    String ask(HttpServletRequest request) {
        return completion.awaited(request).isPresent() ? "factor/code" : "redirect:/sign-in?late";
    }

    @PostMapping(SignInCompletion.CODE_PAGE)
    void check(@RequestParam String code, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        var person = completion.awaited(request);
        if (person.isEmpty()) {
            response.sendRedirect("/sign-in?late");
            return;
        }
        switch (factors.check(person.get(), code)) {
            case RIGHT -> completion.afterCode(request, response);
            case WRONG -> {
                limit.failed(request.getRemoteAddr());
                response.sendRedirect(SignInCompletion.CODE_PAGE + "?error");
            }
            case BLOCKED -> response.sendRedirect(SignInCompletion.CODE_PAGE + "?blocked");
        }
    }

    @GetMapping("/profile/second-factor")
    @PreAuthorize("isAuthenticated()")
    String page(Model model, HttpSession session) {
        var me = CurrentPerson.get();
        model.addAttribute("isSetUp", factors.isSetUp(me.id()));
        model.addAttribute("left", factors.recoveryCodesLeft(me.id()));
        if (!factors.isSetUp(me.id())) {
            var secret = proposed(session);
            model.addAttribute("secret", Totp.base32(secret).replaceAll("(.{4})(?=.)", "$1 "));
            model.addAttribute("picture", SecretPicture.of(SecretPicture.address("Priyomnaya", me.username(), secret)));
        }
        return "factor/second-factor";
    }

    private byte[] proposed(HttpSession session) {
        if (session.getAttribute(PROPOSED) instanceof byte[] secret) {
            return secret;
        }
        var secret = factors.newSecret();
        session.setAttribute(PROPOSED, secret);
        return secret;
    }

    /** A person who has one removes it first, with a code: a session left open is not enough. */
    @PostMapping("/profile/second-factor")
    @PreAuthorize("isAuthenticated()")
    String enrol(@RequestParam String code, HttpSession session, RedirectAttributes redirect) {
        var me = CurrentPerson.get();
        @Nullable Object secret = session.getAttribute(PROPOSED);
        if (!(secret instanceof byte[] bytes) || factors.isSetUp(me.id())) {
            return PAGE;
        }
        var codes = factors.enrol(me.id(), bytes, code);
        if (codes.isEmpty()) {
            redirect.addFlashAttribute("refused", "Код не подошёл. Проверьте часы телефона и введите новый код");
        } else {
            session.removeAttribute(PROPOSED);
            redirect.addFlashAttribute("codes", codes);
            redirect.addFlashAttribute("done", "Второй фактор подключён");
        }
        return PAGE;
    }

    @PostMapping("/profile/second-factor/remove")
    @PreAuthorize("isAuthenticated()")
    String remove(@RequestParam String code, RedirectAttributes redirect) {
        switch (factors.removeOwn(CurrentPerson.get().id(), code)) {
            case RIGHT -> redirect.addFlashAttribute("done", "Второй фактор снят");
            case WRONG -> redirect.addFlashAttribute("refused", "Код не подошёл");
            case BLOCKED -> redirect.addFlashAttribute("refused", "Слишком много неверных кодов. Подождите 15 минут");
        }
        return PAGE;
    }
}
