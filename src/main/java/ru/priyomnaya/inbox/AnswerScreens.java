package ru.priyomnaya.inbox;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.answer.AnswerDesk;
import ru.priyomnaya.answer.Answers;
import ru.priyomnaya.answer.Approvals;
import ru.priyomnaya.answer.Approvals.Route;
import ru.priyomnaya.answer.ElectronicSigning;
import ru.priyomnaya.answer.Enclosures;
import ru.priyomnaya.answer.Letterhead;
import ru.priyomnaya.answer.Presence;
import ru.priyomnaya.answer.TextModules;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.letter.DocxLetter;
import ru.priyomnaya.paper.PagePictures;

/** The answer on the card: write, preview, approve, sign, send. */
@Controller
@RequestMapping("/appeals/{id}")
@PreAuthorize(Cards.READERS)
class AnswerScreens {
    private static final int PREVIEW_DPI = 80;

    private final AnswerDesk desk;
    private final Approvals approvals;
    private final ElectronicSigning signing;
    private final TextModules modules;
    private final Presence presence;
    private final Letterhead letterhead;
    private final Enclosures enclosures;
    private final Answers answers;
    private final Appeals appeals;
    private final Outbox outbox;
    private final Files files;
    private final Clock clock;

    AnswerScreens(
            AnswerDesk desk,
            Approvals approvals,
            ElectronicSigning signing,
            TextModules modules,
            Presence presence,
            Letterhead letterhead,
            Enclosures enclosures,
            Answers answers,
            Appeals appeals,
            Outbox outbox,
            Files files,
            Clock clock) {
        this.desk = desk;
        this.approvals = approvals;
        this.signing = signing;
        this.modules = modules;
        this.presence = presence;
        this.letterhead = letterhead;
        this.enclosures = enclosures;
        this.answers = answers;
        this.appeals = appeals;
        this.outbox = outbox;
        this.files = files;
        this.clock = clock;
    }

    /** A line that says who else is here; asked for every quarter of a minute. */
    @GetMapping("/presence")
    String presence(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean writes, Model model) {
        model.addAttribute("others", presence.here(id, writes));
        return "inbox/answer :: presence";
    }

    /** @param module whose text the answer begins with */
    @PostMapping("/answers")
    @PreAuthorize(Cards.WORKERS)
    String begin(
            @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID module, RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect,
                null,
                card(id) + "#answer",
                () -> desk.begin(id, module == null ? "" : modules.filled(module, appeals.get(id))));
    }

    /** Autosave: gives back a line with the time and the new version, or says that somebody else was faster. */
    @PostMapping("/answers/{answerId}/draft")
    @PreAuthorize(Cards.WORKERS)
    String autosave(@PathVariable UUID answerId, @RequestParam String text, @RequestParam long version, Model model) {
        try {
            var saved = desk.write(answerId, text, version);
            model.addAttribute("version", saved.version());
            model.addAttribute("savedAt", clock.instant());
            return "inbox/answer :: saved";
        } catch (ObjectOptimisticLockingFailureException e) {
            return "inbox/answer :: conflict";
        }
    }

    /** The pages as they would be with this text. */
    @PostMapping("/answers/{answerId}/preview")
    String preview(@PathVariable UUID answerId, @RequestParam String text, Model model) throws IOException {
        model.addAttribute("pages", PagePictures.dataUrls(letterhead.preview(answerId, text), PREVIEW_DPI));
        return "inbox/answer :: preview";
    }

    /**
     * @param then empty to save, {@code submit}, {@code module}, {@code earlier}
     * @param module to be put at the end of the text
     * @param earlier an answer whose text is put there
     */
    record Draft(
            String text,
            long version,
            @Nullable String then,
            @Nullable UUID module,
            @Nullable UUID earlier,
            @Nullable List<UUID> approvers,
            @Nullable Boolean inParallel,
            @Nullable UUID signer) {
        Route route() {
            return new Route(
                    approvers == null
                            ? List.of()
                            : approvers.stream()
                                    .filter(java.util.Objects::nonNull)
                                    .toList(),
                    Boolean.TRUE.equals(inParallel),
                    signer);
        }
    }

    @PostMapping("/answers/{answerId}/save")
    @PreAuthorize(Cards.WORKERS)
    String save(@PathVariable UUID id, @PathVariable UUID answerId, Draft draft, RedirectAttributes redirect) {
        var then = draft.then() == null ? "" : draft.then();
        var done = switch (then) {
            case "submit" -> "Ответ отправлен на согласование";
            case "module", "earlier" -> "Текст добавлен";
            default -> "Черновик сохранён";
        };
        var page = ScreenErrors.act(redirect, done, then.equals("submit") ? card(id) : card(id) + "#answer", () -> {
            desk.write(answerId, text(id, draft, then), draft.version());
            if (then.equals("submit")) {
                approvals.submit(answerId, draft.route());
            }
        });
        if (redirect.getFlashAttributes().containsKey("refused")) {
            redirect.addFlashAttribute("unsaved", draft.text()); // or it would be lost with the page
        }
        return page;
    }

    private String text(UUID id, Draft draft, String then) {
        var added = "";
        if (then.equals("module") && draft.module() != null) {
            added = modules.filled(draft.module(), appeals.get(id));
        } else if (then.equals("earlier") && draft.earlier() != null) {
            added = answers.get(draft.earlier()).text();
        }
        return added.isEmpty() ? draft.text() : (draft.text().strip() + "\n\n" + added).strip();
    }

    @PostMapping("/answers/{answerId}/recall")
    @PreAuthorize(Cards.WORKERS)
    String recall(@PathVariable UUID id, @PathVariable UUID answerId, RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Ответ снова черновик", card(id) + "#answer", () -> approvals.recall(answerId));
    }

    @PostMapping("/answers/{answerId}/approve")
    @PreAuthorize(Cards.DECIDERS)
    String approve(
            @PathVariable UUID id,
            @PathVariable UUID answerId,
            @RequestParam long version,
            RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Ответ согласован", card(id), () -> approvals.approve(answerId, version));
    }

    @PostMapping("/answers/{answerId}/return")
    @PreAuthorize(Cards.DECIDERS)
    String giveBack(
            @PathVariable UUID id,
            @PathVariable UUID answerId,
            @RequestParam String comment,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Ответ возвращён исполнителю", card(id), () -> approvals.giveBack(answerId, comment));
    }

    @PostMapping("/answers/{answerId}/scan")
    @PreAuthorize(Cards.SENDERS)
    String scan(
            @PathVariable UUID id,
            @PathVariable UUID answerId,
            @RequestParam MultipartFile file,
            RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Скан приложен", card(id), () -> desk.attachScan(answerId, file.getBytes()));
    }

    @PostMapping("/answers/{answerId}/files")
    @PreAuthorize(Cards.WORKERS)
    String enclose(
            @PathVariable UUID id,
            @PathVariable UUID answerId,
            @RequestParam MultipartFile file,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect,
                "Файл приложен к ответу",
                card(id) + "#answer",
                () -> enclosures.add(answerId, file.getOriginalFilename(), file.getBytes()));
    }

    @PostMapping("/answers/{answerId}/files/{fileId}/remove")
    @PreAuthorize(Cards.WORKERS)
    String takeOut(
            @PathVariable UUID id,
            @PathVariable UUID answerId,
            @PathVariable UUID fileId,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Приложение убрано", card(id) + "#answer", () -> enclosures.remove(answerId, fileId));
    }

    @GetMapping("/answers/{answerId}/files/{fileId}")
    ResponseEntity<byte[]> enclosure(@PathVariable UUID answerId, @PathVariable UUID fileId) throws IOException {
        return files.enclosure(answerId, fileId);
    }

    @PostMapping("/answers/{answerId}/docx")
    @PreAuthorize(Cards.WORKERS)
    String docx(
            @PathVariable UUID id,
            @PathVariable UUID answerId,
            @RequestParam long version,
            @RequestParam MultipartFile file,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect,
                "Текст взят из файла Word",
                card(id) + "#answer",
                () -> desk.write(answerId, DocxLetter.read(file.getBytes()), version));
    }

    @PostMapping("/answers/{answerId}/sign")
    @PreAuthorize("hasRole('SIGNER')")
    String sign(@PathVariable UUID id, @PathVariable UUID answerId, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Ответ подписан электронно", card(id), () -> signing.sign(answerId));
    }

    @PostMapping("/answers/{answerId}/signature")
    @PreAuthorize(Cards.SENDERS)
    String attachSignature(
            @PathVariable UUID id,
            @PathVariable UUID answerId,
            @RequestParam MultipartFile file,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Подпись проверена и приложена", card(id), () -> signing.attach(answerId, file.getBytes()));
    }

    @PostMapping("/answers/{answerId}/send")
    @PreAuthorize(Cards.SENDERS)
    String send(@PathVariable UUID id, @PathVariable UUID answerId, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Ответ поставлен в очередь отправки", card(id), () -> desk.send(answerId));
    }

    @PostMapping("/answers/{answerId}/undo")
    @PreAuthorize(Cards.SENDERS)
    String undo(@PathVariable UUID id, @PathVariable UUID answerId, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Отправка отменена", card(id), () -> outbox.takeBack(answerId));
    }

    @GetMapping("/answers/{answerId}/scan")
    ResponseEntity<byte[]> scan(@PathVariable UUID answerId) throws IOException {
        return files.scan(answerId);
    }

    @GetMapping("/answers/{answerId}/signature")
    ResponseEntity<byte[]> signature(@PathVariable UUID answerId) throws IOException {
        return files.signature(answerId);
    }

    @GetMapping("/answers/{answerId}/copy.pdf")
    ResponseEntity<byte[]> copy(@PathVariable UUID answerId) throws IOException {
        return files.copy(answerId);
    }

    @GetMapping("/answers/{answerId}/letter.docx")
    ResponseEntity<byte[]> docx(@PathVariable UUID answerId) throws IOException {
        return files.docx(answerId);
    }

    @GetMapping("/answers/{answerId}/letter.pdf")
    ResponseEntity<byte[]> letter(@PathVariable UUID answerId) throws IOException {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename("letter.pdf")
                                .build()
                                .toString())
                .body(letterhead.print(answerId));
    }

    private static String card(UUID id) {
        return "/appeals/" + id;
    }
}
