package ru.priyomnaya.survey;

import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.inbox.ScreenErrors;
import ru.priyomnaya.survey.FollowUp.State;

/** «Низкие оценки»: what waits for a word, and what was done. */
@Controller
@PreAuthorize(FollowUps.READERS)
class FollowUpScreens {
    private static final int PAGE = 50;
    private static final String ADDRESS = "/follow-ups";

    private final FollowUps followUps;

    FollowUpScreens(FollowUps followUps) {
        this.followUps = followUps;
    }

    @GetMapping(ADDRESS)
    String list(
            @RequestParam(defaultValue = "OPEN") State state, @RequestParam(defaultValue = "0") int page, Model model) {
        var shown = Math.max(page, 0);
        model.addAttribute("state", state);
        model.addAttribute("states", State.values());
        model.addAttribute("followUps", followUps.list(state, shown, PAGE));
        model.addAttribute("total", followUps.count(state));
        model.addAttribute("page", shown);
        model.addAttribute("size", PAGE);
        return "survey/follow-ups";
    }

    @PostMapping(ADDRESS + "/{id}/done")
    String done(@PathVariable UUID id, @RequestParam String what, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Записано", ADDRESS, () -> followUps.done(id, what));
    }
}
