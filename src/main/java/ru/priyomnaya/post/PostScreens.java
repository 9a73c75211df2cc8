package ru.priyomnaya.post;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
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

/** Letters that go by post. */
@Controller
@RequestMapping("/post")
@PreAuthorize("hasAnyRole('REGISTRAR', 'DIRECTOR', 'AUDITOR')")
class PostScreens {
    private static final String LIST = "/post";

    private final PostDesk desk;

    PostScreens(PostDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("waiting", desk.waiting());
        model.addAttribute("registries", desk.registries());
        return "post/post";
    }

    @PostMapping
    @PreAuthorize("hasRole('REGISTRAR')")
    String make(@RequestParam(required = false) @Nullable List<UUID> letters, RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Реестр составлен", LIST, () -> desk.list(letters == null ? List.of() : letters));
    }

    @GetMapping("/{id}")
    String registry(@PathVariable UUID id, Model model) {
        model.addAttribute("registry", desk.get(id));
        model.addAttribute("letters", desk.of(id));
        return "post/registry";
    }

    @GetMapping("/{id}/registry.pdf")
    ResponseEntity<byte[]> registry(@PathVariable UUID id) throws IOException {
        return pdf(desk.registryPdf(id), "registry.pdf");
    }

    @GetMapping("/{id}/envelopes.pdf")
    ResponseEntity<byte[]> envelopes(@PathVariable UUID id) throws IOException {
        return pdf(desk.envelopesPdf(id), "envelopes.pdf");
    }

    @PostMapping("/{id}/letters/{delivery}")
    @PreAuthorize("hasRole('REGISTRAR')")
    String posted(
            @PathVariable UUID id,
            @PathVariable UUID delivery,
            @RequestParam(required = false) @Nullable String track,
            RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Отправка отмечена", LIST + "/" + id, () -> desk.posted(id, delivery, track));
    }

    @PostMapping("/{id}/letters/{delivery}/handed-over")
    @PreAuthorize("hasRole('REGISTRAR')")
    String handedOver(@PathVariable UUID id, @PathVariable UUID delivery, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Вручение отмечено", LIST + "/" + id, () -> desk.handedOver(delivery));
    }

    private static ResponseEntity<byte[]> pdf(byte[] bytes, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString())
                .body(bytes);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(PostDesk.NoSuchRegistry e) {
        return ResponseEntity.of(ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, e.getMessage()))
                .build();
    }
}
