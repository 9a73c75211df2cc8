package ru.priyomnaya.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
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
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.dispatch.DeliveryFilter;
import ru.priyomnaya.dispatch.DeliveryKind;
import ru.priyomnaya.dispatch.DeliveryState;
import ru.priyomnaya.dispatch.DeliveryView;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.inbox.ScreenErrors;
import ru.priyomnaya.inbox.Shown;
import ru.priyomnaya.organization.Organizations;

/** The outbox. */
@Controller
@PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR', 'IT', 'AUDITOR')")
class DeliveryScreens {
    private static final int PAGE = 50;

    private static final String LIST = "/console/deliveries";

    private final Outbox outbox;
    private final Organizations organizations;
    private final Shown shown;

    DeliveryScreens(Outbox outbox, Organizations organizations, Shown shown) {
        this.outbox = outbox;
        this.organizations = organizations;
        this.shown = shown;
    }

    /** As the filter form names them. */
    record Asked(
            @Nullable DeliveryState state,
            @Nullable Channel channel,
            @Nullable DeliveryKind kind) {}

    private DeliveryFilter filter(Asked asked, Days days) {
        var zone = organizations.first().zone();
        return new DeliveryFilter(asked.state(), asked.channel(), asked.kind(), days.begin(zone), days.end(zone));
    }

    @GetMapping(LIST)
    String list(Asked asked, Days days, @RequestParam(defaultValue = "0") int page, Model model) {
        var deliveries = outbox.list(filter(asked, days), Math.max(0, page), PAGE);
        model.addAttribute("deliveries", deliveries);
        model.addAttribute("asked", asked);
        model.addAttribute("days", days);
        model.addAttribute("states", DeliveryState.values());
        model.addAttribute("channels", Channel.values());
        model.addAttribute("kinds", DeliveryKind.values());
        model.addAttribute("page", page);
        model.addAttribute("hasNext", deliveries.size() == PAGE);
        return "console/deliveries";
    }

    /** The list as CSV, with the same filter; addresses stay here. */
    @GetMapping(LIST + "/list.csv")
    void file(Asked asked, Days days, HttpServletResponse response) throws IOException {
        var filter = filter(asked, days);
        ListFile.send(
                response,
                "deliveries",
                List.of(
                        "Обращение",
                        "Что",
                        "Путь",
                        "Состояние",
                        "Попыток",
                        "Создано",
                        "Закончено",
                        "Ответ другой стороны"),
                page -> outbox.list(filter, page, ListFile.PAGE).stream()
                        .map(this::cells)
                        .toList());
    }

    private List<String> cells(DeliveryView delivery) {
        return List.of(
                Objects.requireNonNullElse(delivery.appealNumber(), ""),
                delivery.kind().inRussian(),
                delivery.channel().inRussian(),
                delivery.state().inRussian(),
                String.valueOf(delivery.attempts()),
                shown.time(delivery.createdAt()),
                shown.time(delivery.finishedAt()),
                Objects.requireNonNullElse(delivery.error() == null ? delivery.receipt() : delivery.error(), ""));
    }

    @PostMapping(LIST + "/{id}/retry")
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR', 'IT')")
    String retry(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Отправим ещё раз", LIST, () -> outbox.retry(id));
    }

    /** The ticked ones, each by itself. */
    @PostMapping(LIST + "/retry")
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR', 'IT')")
    String retry(@RequestParam(defaultValue = "") List<UUID> delivery, RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, null, LIST, () -> Many.each(redirect, "Отправим ещё раз", delivery, outbox::retry));
    }
}
