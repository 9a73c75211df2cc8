package ru.priyomnaya.console;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.answer.TextModules;
import ru.priyomnaya.appeal.Classifier;
import ru.priyomnaya.inbox.ScreenErrors;

/** Ready pieces of letters, by topic. */
@Controller
@RequestMapping("/console/modules")
@PreAuthorize("hasAnyRole('REGISTRAR', 'DIRECTOR', 'ADMIN')")
class ModuleScreens {
    private static final String LIST = "/console/modules";

    private final TextModules modules;
    private final Classifier classifier;

    ModuleScreens(TextModules modules, Classifier classifier) {
        this.modules = modules;
        this.classifier = classifier;
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable UUID id, Model model) {
        var all = modules.all();
        model.addAttribute("modules", all);
        model.addAttribute(
                "module",
                all.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null));
        model.addAttribute("topics", classifier.offered());
        return "console/modules";
    }

    @PostMapping
    String keep(
            @RequestParam(required = false) @Nullable UUID id,
            @RequestParam String name,
            @RequestParam String text,
            @RequestParam(required = false) @Nullable UUID topic,
            RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Заготовка сохранена", LIST, () -> modules.keep(id, name, text, topic));
    }

    @PostMapping("/{id}/retire")
    String retire(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Заготовка убрана", LIST, () -> modules.retire(id));
    }
}
