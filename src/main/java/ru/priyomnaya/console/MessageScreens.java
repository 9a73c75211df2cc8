package ru.priyomnaya.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.inbox.ByHand;
import ru.priyomnaya.inbox.ScreenErrors;
import ru.priyomnaya.inbox.Shown;
import ru.priyomnaya.intake.IntakeState;
import ru.priyomnaya.intake.IntakeView;
import ru.priyomnaya.intake.MessageFilter;
import ru.priyomnaya.intake.Originals;
import ru.priyomnaya.intake.Quarantine;
import ru.priyomnaya.organization.Organizations;

/** The intake log, and in it the quarantine: messages that need a person. */
@Controller
@RequestMapping("/console/messages")
@PreAuthorize("hasAnyRole('REGISTRAR', 'IT', 'AUDITOR')")
class MessageScreens {
    private static final int PAGE = 50;
    private static final int SHOWN = 20_000;

    private final Quarantine quarantine;
    private final ByHand byHand;
    private final Organizations organizations;
    private final Shown shown;

    MessageScreens(Quarantine quarantine, ByHand byHand, Organizations organizations, Shown shown) {
        this.quarantine = quarantine;
        this.byHand = byHand;
        this.organizations = organizations;
        this.shown = shown;
    }

    /** As the filter form names them. */
    record Asked(
            @Nullable Channel channel,
            @Nullable IntakeState state,
            @Nullable String code) {}

    private MessageFilter filter(Asked asked, Days days) {
        var zone = organizations.first().zone();
        return new MessageFilter(asked.channel(), asked.state(), asked.code(), days.begin(zone), days.end(zone));
    }

    @GetMapping
    String list(Asked asked, Days days, @RequestParam(required = false) @Nullable Long before, Model model) {
        var messages = quarantine.list(filter(asked, days), before, PAGE);
        model.addAttribute("messages", messages);
        model.addAttribute(
                "more", messages.size() == PAGE ? messages.get(PAGE - 1).id() : null);
        model.addAttribute("asked", asked);
        model.addAttribute("days", days);
        model.addAttribute("channels", Channel.values());
        model.addAttribute("states", IntakeState.values());
        return "console/messages";
    }

    /** The list as CSV, with the same filter. */
    @GetMapping("/list.csv")
    void file(Asked asked, Days days, HttpServletResponse response) throws IOException {
        var filter = filter(asked, days);
        var last = new AtomicLong(Long.MAX_VALUE);
        ListFile.send(
                response,
                "messages",
                List.of("Сообщение", "Получено", "Канал", "Состояние", "Код", "Почему", "Обращение", "Байт", "SHA-256"),
                page -> {
                    var messages = quarantine.list(filter, last.get(), ListFile.PAGE);
                    messages.forEach(message -> last.set(message.id()));
                    return messages.stream().map(this::cells).toList();
                });
    }

    private List<String> cells(IntakeView message) {
        return List.of(
                String.valueOf(message.id()),
                shown.time(message.receivedAt()),
                message.channel().inRussian(),
                message.state().inRussian(),
                Objects.requireNonNullElse(message.code(), ""),
                Objects.requireNonNullElse(message.reason(), ""),
                Objects.requireNonNullElse(message.appealNumber(), ""),
                String.valueOf(message.size()),
                message.sha256());
    }

    /** The ticked ones, each by itself. */
    @PostMapping("/retry")
    @PreAuthorize("hasAnyRole('REGISTRAR', 'IT')")
    String retry(@RequestParam(defaultValue = "") List<Long> message, RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect,
                null,
                "/console/messages?state=QUARANTINED",
                () -> Many.each(redirect, "Прочитано заново", message, quarantine::retry));
    }

    @GetMapping("/{id}")
    String message(@PathVariable long id, Model model) throws IOException {
        var original = quarantine.original(id);
        var shown = new String(original, 0, Math.min(original.length, SHOWN), StandardCharsets.UTF_8);
        model.addAttribute("message", quarantine.get(id));
        model.addAttribute("trace", quarantine.trace(id).steps());
        model.addAttribute("source", shown);
        model.addAttribute("cut", original.length > SHOWN);
        model.addAttribute("kinds", AppealKind.values());
        return "console/message";
    }

    @GetMapping("/{id}/original")
    ResponseEntity<byte[]> original(@PathVariable long id) throws IOException {
        var message = quarantine.get(id);
        var original = Originals.original(message.sha256(), message.channel());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("message-" + id + original.extension())
                                .build()
                                .toString())
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .body(quarantine.download(id));
    }

    @PostMapping("/{id}/retry")
    @PreAuthorize("hasAnyRole('REGISTRAR', 'IT')")
    String retry(@PathVariable long id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Прочитано заново", page(id), () -> quarantine.retry(id));
    }

    @PostMapping("/{id}/dismiss")
    @PreAuthorize("hasAnyRole('REGISTRAR', 'IT')")
    String dismiss(@PathVariable long id, @RequestParam String reason, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Отклонено", page(id), () -> quarantine.dismiss(id, reason));
    }

    @PostMapping("/{id}/register")
    @PreAuthorize("hasRole('REGISTRAR')")
    String register(@PathVariable long id, ByHand.Entry entry, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Зарегистрировано вручную", page(id), () -> byHand.fromQuarantine(id, entry));
    }

    private static String page(long id) {
        return "/console/messages/" + id;
    }
}
