package ru.priyomnaya.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import ru.priyomnaya.intake.IntakeState;
import ru.priyomnaya.intake.Originals;
import ru.priyomnaya.intake.Quarantine;

/** The intake log, and in it the quarantine: messages that need a person. */
@Controller
@RequestMapping("/console/messages")
@PreAuthorize("hasAnyRole('REGISTRAR', 'IT', 'AUDITOR')")
class MessageScreens {
    private static final int PAGE = 50;
    private static final int SHOWN = 20_000;

    private final Quarantine quarantine;
    private final ByHand byHand;

    MessageScreens(Quarantine quarantine, ByHand byHand) {
        this.quarantine = quarantine;
        this.byHand = byHand;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) @Nullable IntakeState state,
            @RequestParam(required = false) @Nullable Long before,
            Model model) {
        var messages = quarantine.list(channel, state, before, PAGE);
        model.addAttribute("messages", messages);
        model.addAttribute(
                "more", messages.size() == PAGE ? messages.get(PAGE - 1).id() : null);
        model.addAttribute("channel", channel);
        model.addAttribute("channels", new Channel[] {Channel.EMAIL, Channel.WEBSITE, Channel.GIS, Channel.ACCOUNT});
        model.addAttribute("state", state);
        model.addAttribute("states", IntakeState.values());
        return "console/messages";
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
