package ru.priyomnaya.inbox;

import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
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
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.access.SignedIn;
import ru.priyomnaya.answer.AnswerDesk;
import ru.priyomnaya.answer.Letterhead;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Classifier;
import ru.priyomnaya.appeal.Ground;
import ru.priyomnaya.appeal.Registrar;
import ru.priyomnaya.assignment.Assigner;
import ru.priyomnaya.desk.DeskRecords;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.gis.GisDesk;

/** The card of one appeal: what is asked, who asks, how long, what was done, what next. */
@Controller
@RequestMapping("/appeals")
@PreAuthorize(Cards.READERS)
class CardScreens {
    private static final Set<Ground> GROUNDS = EnumSet.complementOf(EnumSet.of(Ground.NOT_REQUIRED));

    private final Cards cards;
    private final Files files;
    private final Assigner assigner;
    private final Registrar registrar;
    private final Classifier classifier;
    private final AnswerDesk desk;
    private final Letterhead letterhead;
    private final DeskRecords records;
    private final Outbox outbox;
    private final GisDesk gis;
    private final People people;
    private final Clock clock;

    CardScreens(
            Cards cards,
            Files files,
            Assigner assigner,
            Registrar registrar,
            Classifier classifier,
            AnswerDesk desk,
            Letterhead letterhead,
            DeskRecords records,
            Outbox outbox,
            GisDesk gis,
            People people,
            Clock clock) {
        this.cards = cards;
        this.files = files;
        this.assigner = assigner;
        this.registrar = registrar;
        this.classifier = classifier;
        this.desk = desk;
        this.letterhead = letterhead;
        this.records = records;
        this.outbox = outbox;
        this.gis = gis;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping("/{id}")
    String card(@PathVariable UUID id, Model model) {
        var appeal = cards.open(id);
        var me = CurrentPerson.get();
        model.addAttribute("appeal", appeal);
        model.addAttribute("executors", people.withAnyOf(Set.of(Role.EXECUTOR)));
        model.addAttribute("may", Rights.of(me, appeal));
        model.addAttribute("gis", gis.of(id).orElse(null));
        model.addAttribute("desk", records.of(id).orElse(null));
        model.addAttribute("grounds", GROUNDS);
        model.addAttribute("kinds", AppealKind.values());
        model.addAttribute("topics", classifier.offered());
        model.addAttribute("today", cards.today());
        model.addAttribute("electronic", desk.signsElectronically());
        return "inbox/card";
    }

    /** What the person who looks may do; the services check it again. */
    record Rights(
            boolean assign, boolean write, boolean sign, boolean close, boolean decide, boolean link, boolean reopen) {
        private static final Set<AppealStatus> MISTAKABLE =
                EnumSet.of(AppealStatus.DECLINED, AppealStatus.REDIRECTED, AppealStatus.WITHDRAWN);

        static Rights of(SignedIn me, AppealDetails appeal) {
            var registrar = me.helpsAnybody();
            var own = (appeal.executor() != null && appeal.executor().id().equals(me.id()))
                    || appeal.coExecutors().stream().anyMatch(one -> one.id().equals(me.id()));
            var undecided = appeal.status().isOpen() && appeal.status() != AppealStatus.SIGNED;
            return new Rights(
                    registrar,
                    registrar || own,
                    me.is(Role.SIGNER),
                    registrar || own,
                    (registrar || own) && undecided,
                    registrar || own,
                    registrar && MISTAKABLE.contains(appeal.status()));
        }
    }

    @GetMapping("/{id}/html")
    ResponseEntity<String> html(@PathVariable UUID id) {
        return files.html(id);
    }

    @GetMapping("/{id}/original")
    ResponseEntity<byte[]> original(@PathVariable UUID id) throws IOException {
        return files.original(id);
    }

    @GetMapping("/{id}/attachments/{attachmentId}")
    ResponseEntity<byte[]> attachment(@PathVariable UUID id, @PathVariable UUID attachmentId) throws IOException {
        return files.attachment(id, attachmentId);
    }

    @GetMapping("/{id}/answers/{answerId}/scan")
    ResponseEntity<byte[]> scan(@PathVariable UUID answerId) throws IOException {
        return files.scan(answerId);
    }

    @GetMapping("/{id}/answers/{answerId}/letter.pdf")
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

    @PostMapping("/{id}/assign")
    String assign(
            @PathVariable UUID id,
            @RequestParam UUID executor,
            @RequestParam(required = false) @Nullable Set<UUID> coExecutors,
            @RequestParam(required = false) @Nullable String comment,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect,
                "Исполнитель назначен",
                card(id),
                () -> assigner.assign(
                        id,
                        executor,
                        coExecutors == null ? Set.of() : coExecutors,
                        comment == null || comment.isBlank() ? null : comment));
    }

    @PostMapping("/{id}/answers")
    String begin(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, null, card(id) + "#answer", () -> desk.begin(id, ""));
    }

    /** Autosave: gives back a line with the time and the new version, or says that somebody else was faster. */
    @PostMapping("/{id}/answers/{answerId}/draft")
    String autosave(@PathVariable UUID answerId, @RequestParam String text, @RequestParam long version, Model model) {
        try {
            var saved = desk.write(answerId, text, version);
            model.addAttribute("version", saved.version());
            model.addAttribute("savedAt", clock.instant());
            return "inbox/card :: saved";
        } catch (ObjectOptimisticLockingFailureException e) {
            model.addAttribute("version", version);
            return "inbox/card :: conflict";
        }
    }

    @PostMapping("/{id}/answers/{answerId}/save")
    String save(
            @PathVariable UUID id,
            @PathVariable UUID answerId,
            @RequestParam String text,
            @RequestParam long version,
            @RequestParam(defaultValue = "") String then,
            RedirectAttributes redirect) {
        var submit = then.equals("submit");
        return ScreenErrors.act(
                redirect, submit ? "Ответ отправлен на согласование" : "Черновик сохранён", card(id), () -> {
                    desk.write(answerId, text, version);
                    if (submit) {
                        desk.submit(answerId);
                    }
                });
    }

    @PostMapping("/{id}/answers/{answerId}/approve")
    String approve(
            @PathVariable UUID id,
            @PathVariable UUID answerId,
            @RequestParam long version,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Ответ согласован: подпишите его", card(id), () -> desk.approve(answerId, version));
    }

    @PostMapping("/{id}/answers/{answerId}/return")
    String giveBack(
            @PathVariable UUID id,
            @PathVariable UUID answerId,
            @RequestParam String comment,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Ответ возвращён исполнителю", card(id), () -> desk.giveBack(answerId, comment));
    }

    @PostMapping("/{id}/answers/{answerId}/scan")
    String scan(
            @PathVariable UUID id,
            @PathVariable UUID answerId,
            @RequestParam MultipartFile file,
            RedirectAttributes redirect)
            throws IOException {
        var bytes = file.getBytes();
        return ScreenErrors.act(redirect, "Скан приложен", card(id), () -> desk.attachScan(answerId, bytes));
    }

    @PostMapping("/{id}/answers/{answerId}/sign")
    String sign(@PathVariable UUID id, @PathVariable UUID answerId, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Ответ подписан электронно", card(id), () -> desk.sign(answerId));
    }

    @GetMapping("/{id}/answers/{answerId}/signature")
    ResponseEntity<byte[]> signature(@PathVariable UUID answerId) throws IOException {
        return files.signature(answerId);
    }

    @PostMapping("/{id}/answers/{answerId}/send")
    String send(@PathVariable UUID id, @PathVariable UUID answerId, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Ответ поставлен в очередь отправки", card(id), () -> desk.send(answerId));
    }

    @PostMapping("/{id}/deliveries/{deliveryId}/retry")
    String retry(@PathVariable UUID id, @PathVariable UUID deliveryId, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Отправим ещё раз", card(id), () -> outbox.retry(deliveryId));
    }

    @PostMapping("/{id}/deliveries/{deliveryId}/carried")
    String carried(
            @PathVariable UUID id,
            @PathVariable UUID deliveryId,
            @RequestParam String how,
            RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Отправка отмечена", card(id), () -> outbox.markCarried(deliveryId, how));
    }

    @PostMapping("/{id}/called-back")
    String calledBack(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Звонок отмечен", card(id), () -> records.calledBack(id));
    }

    @PostMapping("/{id}/close")
    String close(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Обращение закрыто", card(id), () -> registrar.close(id));
    }

    private static String card(UUID id) {
        return "/appeals/" + id;
    }
}
