package ru.priyomnaya.console;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Classifier;
import ru.priyomnaya.appeal.Topic;
import ru.priyomnaya.appeal.Topic.RequiredField;
import ru.priyomnaya.gis.GisDesk;
import ru.priyomnaya.inbox.ScreenErrors;

/** The classifier of topics. */
@Controller
@RequestMapping("/console/topics")
@PreAuthorize("hasAnyRole('ADMIN', 'DIRECTOR')")
class TopicScreens {
    private static final String LIST = "/console/topics";

    private final Classifier classifier;
    private final GisDesk gis;

    TopicScreens(Classifier classifier, GisDesk gis) {
        this.classifier = classifier;
        this.gis = gis;
    }

    /** As typed. */
    record Fields(
            @Nullable UUID id,
            @Nullable String name,
            @Nullable AppealKind kind,
            @Nullable String gisTopics,
            @Nullable Set<RequiredField> required,
            boolean active) {
        Topic.Form form() {
            return new Topic.Form(
                    name == null ? "" : name,
                    kind,
                    gisTopics,
                    required == null ? EnumSet.noneOf(RequiredField.class) : required,
                    active);
        }
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable UUID edit, Model model) {
        model.addAttribute("topics", classifier.all());
        model.addAttribute("edited", edit == null ? null : classifier.find(edit).orElse(null));
        model.addAttribute("kinds", AppealKind.values());
        model.addAttribute("fields", RequiredField.values());
        model.addAttribute("gisTopics", gis.dictionary());
        return "console/topics";
    }

    @PostMapping
    String keep(Fields fields, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Тема сохранена", LIST, () -> classifier.keep(fields.id(), fields.form()));
    }
}
