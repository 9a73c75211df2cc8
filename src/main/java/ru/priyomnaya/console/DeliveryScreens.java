package ru.priyomnaya.console;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.dispatch.DeliveryState;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.inbox.ScreenErrors;

/** The outbox. */
@Controller
@PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR', 'IT', 'AUDITOR')")
class DeliveryScreens {
    private static final int PAGE = 50;

    private final Outbox outbox;

    DeliveryScreens(Outbox outbox) {
        this.outbox = outbox;
    }

    @GetMapping("/console/deliveries")
    String list(
            @RequestParam(required = false) @Nullable DeliveryState state,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var deliveries = outbox.list(state, Math.max(0, page), PAGE);
        model.addAttribute("deliveries", deliveries);
        model.addAttribute("state", state);
        model.addAttribute("states", DeliveryState.values());
        model.addAttribute("page", page);
        model.addAttribute("hasNext", deliveries.size() == PAGE);
        return "console/deliveries";
    }

    @PostMapping("/console/deliveries/{id}/retry")
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR', 'IT')")
    String retry(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Отправим ещё раз", "/console/deliveries", () -> outbox.retry(id));
    }
}
