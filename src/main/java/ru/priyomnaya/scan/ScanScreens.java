package ru.priyomnaya.scan;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.inbox.ScreenErrors;

/** Scans of signed letters: scan and original side by side, one key to say yes. */
@Controller
@RequestMapping("/scans")
@PreAuthorize("hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER', 'DIRECTOR', 'AUDITOR')")
class ScanScreens {
    private static final String LIST = "/scans";

    private final ScanDesk desk;
    private final ScanProperties properties;

    ScanScreens(ScanDesk desk, ScanProperties properties) {
        this.desk = desk;
        this.properties = properties;
    }

    /** @param id the one to look at; absent: the oldest that waits */
    @GetMapping
    String list(@RequestParam(required = false) @Nullable UUID id, Model model) {
        var open = desk.waiting();
        var looked = open.stream()
                .filter(scan -> id == null || scan.id().equals(id))
                .findFirst()
                .orElse(open.isEmpty() ? null : open.get(0));
        model.addAttribute("open", open);
        model.addAttribute("scan", looked);
        model.addAttribute("done10", desk.list(ScanState.ATTACHED, 0, 10));
        model.addAttribute("atOnce", properties.confirm() == ScanProperties.Confirm.NONE);
        return "scan/scans";
    }

    @GetMapping("/{id}/pages/{page}.png")
    ResponseEntity<byte[]> page(@PathVariable UUID id, @PathVariable int page) throws IOException {
        return picture(desk.picture(id, page));
    }

    @GetMapping("/{id}/letter/{page}.png")
    ResponseEntity<byte[]> letter(@PathVariable UUID id, @PathVariable int page) throws IOException {
        return picture(desk.original(id, page));
    }

    private static ResponseEntity<byte[]> picture(byte[] png) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePrivate())
                .body(png);
    }

    @PostMapping("/{id}/confirm")
    @PreAuthorize("hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER')")
    String confirm(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Скан приложен, ответ отправляется", LIST, () -> desk.confirm(id));
    }

    @PostMapping("/{id}/attach")
    @PreAuthorize("hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER')")
    String attach(@PathVariable UUID id, @RequestParam String number, RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect,
                "Скан приложен к обращению № %s, ответ отправляется".formatted(number),
                LIST,
                () -> desk.attachTo(id, number));
    }

    @PostMapping("/{id}/dismiss")
    @PreAuthorize("hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER')")
    String dismiss(@PathVariable UUID id, @RequestParam String reason, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Скан отклонён", LIST, () -> desk.dismiss(id, reason));
    }

    @ExceptionHandler(Scans.NoSuchScan.class)
    ResponseEntity<List<String>> on(Scans.NoSuchScan e) {
        return ResponseEntity.notFound().build();
    }
}
