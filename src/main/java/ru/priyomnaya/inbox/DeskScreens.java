package ru.priyomnaya.inbox;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.answer.Letterhead;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Classifier;
import ru.priyomnaya.desk.KnownApplicants;
import ru.priyomnaya.desk.PaperLetters;
import ru.priyomnaya.desk.SeparatorSheet;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.document.Documents;

/** The registrar's desk: post, telephone, visit and fax by hand, and paper letters out of the scanner. */
@Controller
@PreAuthorize("hasRole('REGISTRAR')")
class DeskScreens {
    private static final Channel[] CHANNELS = {Channel.POST, Channel.PHONE, Channel.VISIT, Channel.FAX};

    private final ByHand byHand;
    private final DeskFiles files;
    private final KnownApplicants applicants;
    private final PaperLetters letters;
    private final SeparatorSheet separator;
    private final Documents documents;
    private final Classifier classifier;
    private final Cards cards;
    private final Outbox outbox;
    private final Letterhead letterhead;

    DeskScreens(
            ByHand byHand,
            DeskFiles files,
            KnownApplicants applicants,
            PaperLetters letters,
            SeparatorSheet separator,
            Documents documents,
            Classifier classifier,
            Cards cards,
            Outbox outbox,
            Letterhead letterhead) {
        this.byHand = byHand;
        this.files = files;
        this.applicants = applicants;
        this.letters = letters;
        this.separator = separator;
        this.documents = documents;
        this.classifier = classifier;
        this.cards = cards;
        this.outbox = outbox;
        this.letterhead = letterhead;
    }

    /**
     * @param like an appeal of the same applicant, to begin with
     * @param letter a scanned letter that is entered
     */
    @GetMapping("/appeals/new")
    String entry(
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) @Nullable UUID like,
            @RequestParam(required = false) @Nullable UUID letter,
            Model model) {
        if (like != null) {
            model.addAttribute("entry", ByHand.Entry.by(cards.open(like).applicant(), channel));
        }
        return form(model, channel, letter, null);
    }

    /** The applicants whom the typed words may mean, as links into the form. */
    @GetMapping("/desk/applicants")
    String applicants(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) @Nullable UUID letter,
            Model model) {
        model.addAttribute("found", applicants.find(q));
        model.addAttribute("channel", channel);
        model.addAttribute("letter", letter);
        return "inbox/entry :: found";
    }

    @PostMapping("/appeals/new")
    String enter(
            @ModelAttribute("entry") ByHand.Entry entry,
            BindingResult binding,
            @RequestParam(required = false) @Nullable UUID letter,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> uploads,
            Model model,
            RedirectAttributes redirect)
            throws IOException {
        if (binding.hasErrors()) {
            var field = Objects.requireNonNull(binding.getFieldError()).getField();
            return form(model, entry.channel(), letter, "Проверьте поле: " + field);
        }
        try {
            var appeal = registered(entry, letter, uploads == null ? List.of() : uploads);
            redirect.addFlashAttribute("done", "Зарегистрировано: № " + appeal.number());
            return "redirect:/appeals/" + appeal.id();
        } catch (PaperLetters.LetterSettled e) {
            redirect.addFlashAttribute("refused", e.getMessage());
            return "redirect:/desk/letters";
        } catch (DataIntegrityViolationException e) { // the other press of the button was faster
            return byHand.entered(entry)
                    .map(appeal -> "redirect:/appeals/" + appeal.id())
                    .orElseThrow(() -> e);
        } catch (IllegalArgumentException e) {
            var lost = uploads != null && uploads.stream().anyMatch(file -> !file.isEmpty());
            return form(model, entry.channel(), letter, e.getMessage() + (lost ? ". Приложите файлы ещё раз" : ""));
        }
    }

    private Appeal registered(ByHand.Entry entry, @Nullable UUID letter, List<MultipartFile> uploads)
            throws IOException {
        var stored = files.stored(uploads);
        return letter == null ? byHand.enter(entry, stored) : byHand.enterLetter(letter, entry, stored);
    }

    private String form(Model model, @Nullable Channel channel, @Nullable UUID letter, @Nullable String problem) {
        model.addAttribute("problem", problem);
        model.addAttribute("channel", channel == null ? Channel.POST : channel);
        model.addAttribute("letter", letter == null ? null : letters.get(letter));
        model.addAttribute("submission", UUID.randomUUID().toString());
        model.addAttribute("channels", CHANNELS);
        model.addAttribute("kinds", AppealKind.values());
        model.addAttribute("topics", classifier.offered());
        return "inbox/entry";
    }

    @GetMapping("/desk/letters")
    String letters(Model model) {
        model.addAttribute("letters", letters.waiting());
        return "inbox/letters";
    }

    @GetMapping("/desk/letters/{id}/scan.pdf")
    ResponseEntity<byte[]> scan(@PathVariable UUID id) throws IOException {
        return pdf(documents.bytes(letters.get(id).sha256()), "letter.pdf");
    }

    @PostMapping("/desk/letters/{id}/dismiss")
    String dismiss(@PathVariable UUID id, @RequestParam String reason, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Письмо отклонено", "/desk/letters", () -> letters.dismiss(id, reason));
    }

    @GetMapping("/desk/separator.pdf")
    ResponseEntity<byte[]> separator() throws IOException {
        return pdf(separator.print(), "separator.pdf");
    }

    /** What a visitor takes home: number, day, term. */
    @GetMapping("/appeals/{id}/receipt.pdf")
    ResponseEntity<byte[]> receipt(@PathVariable UUID id) throws IOException {
        var words = outbox.receipt(id);
        return pdf(letterhead.notice(id, null, words.subject(), words.text()), "receipt.pdf");
    }

    private static ResponseEntity<byte[]> pdf(byte[] bytes, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString())
                .body(bytes);
    }
}
