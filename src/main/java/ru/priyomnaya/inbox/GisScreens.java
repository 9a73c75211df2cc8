package ru.priyomnaya.inbox;

import java.time.LocalDate;
import java.util.UUID;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.appeal.Ground;
import ru.priyomnaya.gis.GisDesk;

/** What staff do in ГИС ЖКХ from the card. */
@Controller
@RequestMapping("/appeals/{id}/gis")
@PreAuthorize(Cards.READERS)
class GisScreens {
    private static final String QUEUED = "Поставлено в очередь обмена с ГИС ЖКХ";

    private final GisDesk desk;
    private final CaseSteps steps;

    GisScreens(GisDesk desk, CaseSteps steps) {
        this.desk = desk;
        this.steps = steps;
    }

    @PostMapping("/redirect")
    @PreAuthorize(Cards.WORKERS)
    String redirect(
            @PathVariable UUID id,
            @RequestParam String receiver,
            @RequestParam String comment,
            RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, QUEUED, card(id), () -> desk.redirect(id, receiver, comment));
    }

    @PostMapping("/roll-over")
    @PreAuthorize(Cards.WORKERS)
    String rollOver(
            @PathVariable UUID id,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
            @RequestParam String comment,
            RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, QUEUED, card(id), () -> desk.rollOver(id, until, comment));
    }

    @PostMapping("/not-required")
    @PreAuthorize(Cards.WORKERS)
    String notRequired(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "NOT_REQUIRED") Ground ground,
            @RequestParam String comment,
            RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, QUEUED, card(id), () -> steps.decline(id, ground, null, comment));
    }

    @PostMapping("/executed")
    @PreAuthorize(Cards.WORKERS)
    String executed(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, QUEUED, card(id), () -> desk.executed(id));
    }

    @PostMapping("/send-draft")
    @PreAuthorize(Cards.WORKERS)
    String sendDraft(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, QUEUED, card(id), () -> desk.sendDraft(id));
    }

    @PostMapping("/delete-draft")
    @PreAuthorize(Cards.WORKERS)
    String deleteDraft(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, QUEUED, card(id), () -> desk.deleteDraft(id));
    }

    @PostMapping("/actions/{action}/retry")
    @PreAuthorize(Cards.WORKERS)
    String retry(@PathVariable UUID id, @PathVariable UUID action, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Отправим ещё раз", card(id), () -> desk.retry(id, action));
    }

    @PostMapping("/files")
    @PreAuthorize(Cards.WORKERS)
    String files(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Спросим файлы ещё раз", card(id), () -> desk.fetchAgain(id));
    }

    private static String card(UUID id) {
        return "/appeals/" + id + "#gis";
    }
}
