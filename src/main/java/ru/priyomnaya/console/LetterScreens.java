package ru.priyomnaya.console;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.inbox.ScreenErrors;
import ru.priyomnaya.letter.Blank;
import ru.priyomnaya.letter.LetterKind;
import ru.priyomnaya.letter.Letters;
import ru.priyomnaya.letter.SampleLetters;
import ru.priyomnaya.paper.PagePictures;

/** The letterhead and the templates, with the letter beside them as it will be. */
@Controller
@RequestMapping("/console/letters")
@PreAuthorize("hasAnyRole('ADMIN', 'DIRECTOR')")
class LetterScreens {
    private static final String LIST = "/console/letters";
    private static final int PREVIEW_DPI = 80;

    private final Letters letters;
    private final SampleLetters samples;

    LetterScreens(Letters letters, SampleLetters samples) {
        this.letters = letters;
        this.samples = samples;
    }

    @GetMapping
    String list(Model model) throws IOException {
        model.addAttribute("blank", letters.blank());
        model.addAttribute("layouts", Blank.Layout.values());
        model.addAttribute("marks", Blank.ExecutorMark.values());
        model.addAttribute("templates", letters.templates());
        model.addAttribute(
                "pages",
                PagePictures.dataUrls(
                        samples.of(letters.blank(), letters.template(LetterKind.ANSWER), null), PREVIEW_DPI));
        return "console/letters";
    }

    /** What the form of the letterhead says. */
    record BlankFields(
            @NotNull Blank.Layout layout,
            @NotNull String name,
            @NotNull String requisites,
            @NotNull Blank.ExecutorMark executorMark,
            @NotNull String codeText,
            @Nullable Boolean withoutLogo) {
        boolean takesLogoOff() {
            return Boolean.TRUE.equals(withoutLogo);
        }

        Blank blank(Blank before) {
            return new Blank(
                    before.edition(),
                    layout,
                    name,
                    requisites,
                    takesLogoOff() ? null : before.logo(),
                    executorMark,
                    codeText);
        }
    }

    @PostMapping("/blank")
    String keep(
            @Valid BlankFields fields,
            @RequestParam(required = false) @Nullable MultipartFile logo,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect,
                "Бланк сохранён",
                LIST,
                () -> letters.keep(fields.blank(letters.blank()), bytes(fields, logo)));
    }

    private static byte @Nullable [] bytes(BlankFields fields, @Nullable MultipartFile logo) throws IOException {
        if (logo != null && !logo.isEmpty()) {
            return logo.getBytes();
        }
        return fields.takesLogoOff() ? new byte[0] : null;
    }

    @PostMapping("/blank/preview")
    String preview(@Valid BlankFields fields, @RequestParam(required = false) @Nullable MultipartFile logo, Model model)
            throws IOException {
        return shown(
                model,
                () -> samples.of(
                        fields.blank(letters.blank()), letters.template(LetterKind.ANSWER), bytes(fields, logo)));
    }

    @GetMapping("/{kind}")
    String template(@PathVariable LetterKind kind, Model model) throws IOException {
        var template = letters.template(kind);
        model.addAttribute("template", template);
        model.addAttribute("editions", letters.editions(kind));
        model.addAttribute("pages", PagePictures.dataUrls(samples.of(letters.blank(), template, null), PREVIEW_DPI));
        return "console/letter";
    }

    @PostMapping("/{kind}")
    String keep(
            @PathVariable LetterKind kind,
            @RequestParam String heading,
            @RequestParam String body,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Шаблон сохранён", LIST + "/" + kind, () -> letters.keep(kind, heading, body));
    }

    @PostMapping("/{kind}/preview")
    String preview(@PathVariable LetterKind kind, @RequestParam String heading, @RequestParam String body, Model model)
            throws IOException {
        return shown(model, () -> samples.of(letters.blank(), letters.draft(kind, heading, body), null));
    }

    private interface Drawing {
        byte[] pdf() throws IOException;
    }

    private static String shown(Model model, Drawing drawing) throws IOException {
        try {
            model.addAttribute("pages", PagePictures.dataUrls(drawing.pdf(), PREVIEW_DPI));
        } catch (IllegalArgumentException e) {
            model.addAttribute("problem", e.getMessage());
        }
        return "console/letter :: preview";
    }
}
