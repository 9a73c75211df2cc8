package ru.priyomnaya.inbox;

import java.io.IOException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.answer.Letterhead;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.CaseDesk;
import ru.priyomnaya.appeal.Ground;
import ru.priyomnaya.appeal.Lateness;
import ru.priyomnaya.appeal.LatenessReason;
import ru.priyomnaya.appeal.LinkRelation;
import ru.priyomnaya.appeal.Links;
import ru.priyomnaya.appeal.Questions;
import ru.priyomnaya.dispatch.Outbox;

/** What staff decide about an appeal besides answering it, from the card. */
@Controller
@RequestMapping("/appeals/{id}")
@PreAuthorize(Cards.READERS)
class CaseScreens {
    private final CaseSteps steps;
    private final CaseDesk desk;
    private final Links links;
    private final Questions questions;
    private final Outbox outbox;
    private final Letterhead letterhead;
    private final Lateness lateness;

    CaseScreens(
            CaseSteps steps,
            CaseDesk desk,
            Links links,
            Questions questions,
            Outbox outbox,
            Letterhead letterhead,
            Lateness lateness) {
        this.steps = steps;
        this.desk = desk;
        this.links = links;
        this.questions = questions;
        this.outbox = outbox;
        this.letterhead = letterhead;
        this.lateness = lateness;
    }

    @PostMapping("/extend")
    @PreAuthorize(Cards.WORKERS)
    String extend(
            @PathVariable UUID id,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
            @RequestParam String reason,
            RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Срок продлён", card(id), () -> steps.extend(id, until, reason));
    }

    @PostMapping("/lateness")
    String lateness(
            @PathVariable UUID id,
            @RequestParam LatenessReason reason,
            @RequestParam(required = false) @Nullable String words,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Причина опоздания записана", card(id), () -> lateness.explain(id, reason, words));
    }

    @PostMapping("/redirect")
    @PreAuthorize(Cards.WORKERS)
    String redirect(
            @PathVariable UUID id,
            @RequestParam String receiver,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String address,
            @RequestParam String reason,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect,
                "Обращение передано: сопроводительное письмо и уведомление — в разделе «Отправка»",
                card(id),
                () -> steps.redirect(id, receiver, email, address, reason));
    }

    @PostMapping("/decline")
    @PreAuthorize(Cards.WORKERS)
    String decline(
            @PathVariable UUID id,
            @RequestParam Ground ground,
            @RequestParam(required = false) @Nullable String earlier,
            @RequestParam(required = false) @Nullable String comment,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect,
                "Обращение оставлено без рассмотрения",
                card(id),
                () -> steps.decline(id, ground, earlier, comment));
    }

    @PostMapping("/classify")
    @PreAuthorize(Cards.WORKERS)
    String classify(
            @PathVariable UUID id,
            @RequestParam AppealKind kind,
            @RequestParam(required = false) @Nullable UUID topic,
            RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Вид и тема сохранены", card(id), () -> desk.classify(id, kind, topic));
    }

    @PostMapping("/questions")
    @PreAuthorize(Cards.WORKERS)
    String ask(
            @PathVariable UUID id,
            @RequestParam String text,
            @RequestParam(required = false) @Nullable UUID executor,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Вопрос добавлен", card(id) + "#questions", () -> questions.add(id, text, executor));
    }

    @PostMapping("/questions/{question}")
    @PreAuthorize(Cards.WORKERS)
    String result(
            @PathVariable UUID id,
            @PathVariable UUID question,
            @RequestParam String result,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Результат записан", card(id) + "#questions", () -> questions.answer(question, result));
    }

    @PostMapping("/link")
    @PreAuthorize(Cards.WORKERS)
    String link(
            @PathVariable UUID id,
            @RequestParam String to,
            @RequestParam LinkRelation relation,
            RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Обращения связаны", card(id), () -> steps.link(id, to, relation));
    }

    @PostMapping("/unlink")
    @PreAuthorize(Cards.WORKERS)
    String unlink(@PathVariable UUID id, @RequestParam UUID from, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Связь снята", card(id), () -> links.unlink(id, from));
    }

    @PostMapping("/withdraw")
    @PreAuthorize(Cards.WORKERS)
    String withdraw(@PathVariable UUID id, @RequestParam String comment, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Отзыв отмечен", card(id), () -> desk.withdraw(id, comment));
    }

    @PostMapping("/interim")
    @PreAuthorize(Cards.WORKERS)
    String interim(@PathVariable UUID id, @RequestParam String text, RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Промежуточный ответ поставлен в очередь отправки", card(id), () -> desk.interim(id, text));
    }

    @PostMapping("/reopen")
    @PreAuthorize("hasRole('REGISTRAR')")
    String reopen(@PathVariable UUID id, @RequestParam String reason, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Обращение снова в работе", card(id), () -> desk.reopen(id, reason));
    }

    /** A notice or a cover letter on letterhead, for the post. */
    @GetMapping("/deliveries/{deliveryId}/letter.pdf")
    ResponseEntity<byte[]> letter(@PathVariable UUID id, @PathVariable UUID deliveryId) throws IOException {
        var written = outbox.written(deliveryId);
        if (!written.appealId().equals(id) || written.text().isEmpty()) {
            throw new Files.NoSuchFile();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename("letter.pdf")
                                .build()
                                .toString())
                .body(letterhead.notice(
                        id, written.toOrganization() ? written.recipient() : null, written.subject(), written.text()));
    }

    private static String card(UUID id) {
        return "/appeals/" + id;
    }
}
