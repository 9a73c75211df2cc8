package ru.priyomnaya.console;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.inbox.ScreenErrors;
import ru.priyomnaya.review.Dictionary;

/** The words that suggest not considering an appeal. */
@Controller
@RequestMapping("/console/words")
@PreAuthorize("hasAnyRole('ADMIN', 'DIRECTOR')")
class WordScreens {
    private static final String LIST = "/console/words";

    private final Dictionary dictionary;

    WordScreens(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("patterns", dictionary.patterns());
        return "console/words";
    }

    @PostMapping
    String add(@RequestParam String pattern, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Слово добавлено", LIST, () -> dictionary.add(pattern));
    }

    @PostMapping("/remove")
    String remove(@RequestParam String pattern, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Слово убрано", LIST, () -> dictionary.remove(pattern));
    }
}
