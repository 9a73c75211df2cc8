package ru.priyomnaya.workplace;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.workplace.Preference.Column;
import ru.priyomnaya.workplace.Preference.Density;
import ru.priyomnaya.workplace.Preference.Language;
import ru.priyomnaya.workplace.Preference.Theme;

/** Where a person says how they like to work. */
@Controller
class WorkplaceScreens {
    private final Preferences preferences;

    WorkplaceScreens(Preferences preferences) {
        this.preferences = preferences;
    }

    @PostMapping("/profile/look")
    @PreAuthorize("isAuthenticated()")
    String look(
            @RequestParam(required = false) @Nullable Language language,
            @RequestParam Theme theme,
            @RequestParam Density density,
            @RequestParam(defaultValue = "false") boolean shortcuts,
            RedirectAttributes redirect) {
        preferences.look(language, theme, density, shortcuts);
        redirect.addFlashAttribute("done", "Вид сохранён");
        return "redirect:/profile";
    }

    /** @param back the list's address after the question mark */
    @PostMapping("/profile/columns")
    @PreAuthorize("isAuthenticated()")
    String columns(@RequestParam(required = false) @Nullable Set<Column> column, @RequestParam String back) {
        preferences.show(column == null ? Set.of() : column);
        return ReturnPath.toList(back);
    }

    @PostMapping("/profile/hints")
    @PreAuthorize("isAuthenticated()")
    @ResponseStatus(HttpStatus.OK)
    String putAway(@RequestParam String hint) {
        preferences.putAway(hint);
        return "workplace/hint :: away";
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.UNPROCESSABLE_CONTENT)
    String refused(IllegalArgumentException e, Model model) {
        model.addAttribute("sentence", e.getMessage());
        return "error/404";
    }
}
