package ru.priyomnaya.inbox;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.access.SignedIn;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Classifier;
import ru.priyomnaya.appeal.Ground;
import ru.priyomnaya.appeal.Lateness;
import ru.priyomnaya.appeal.LatenessReason;
import ru.priyomnaya.appeal.Registrar;
import ru.priyomnaya.assignment.Assigner;
import ru.priyomnaya.desk.DeskRecords;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.gis.GisDesk;
import ru.priyomnaya.mailbox.LetterDesk;
import ru.priyomnaya.mime.Quotes;

/** The card of one appeal: what is asked, who asks, how long, what was done, what next. */
@Controller
@RequestMapping("/appeals")
@PreAuthorize(Cards.READERS)
class CardScreens {
    private static final Set<Ground> GROUNDS = EnumSet.complementOf(EnumSet.of(Ground.NOT_REQUIRED));
    private static final Set<LatenessReason> LATE_REASONS = EnumSet.complementOf(EnumSet.of(LatenessReason.UNKNOWN));

    private final Cards cards;
    private final Files files;
    private final Assigner assigner;
    private final Registrar registrar;
    private final Classifier classifier;
    private final AnswerPanels panels;
    private final DeskRecords records;
    private final Outbox outbox;
    private final GisDesk gis;
    private final People people;
    private final LetterDesk letters;
    private final Register register;
    private final Desks desks;
    private final FilePreviews previews;
    private final Lateness lateness;

    CardScreens(
            Cards cards,
            Files files,
            Assigner assigner,
            Registrar registrar,
            Classifier classifier,
            AnswerPanels panels,
            DeskRecords records,
            Outbox outbox,
            GisDesk gis,
            People people,
            LetterDesk letters,
            Register register,
            Desks desks,
            FilePreviews previews,
            Lateness lateness) {
        this.cards = cards;
        this.files = files;
        this.assigner = assigner;
        this.registrar = registrar;
        this.classifier = classifier;
        this.panels = panels;
        this.records = records;
        this.outbox = outbox;
        this.gis = gis;
        this.people = people;
        this.letters = letters;
        this.register = register;
        this.desks = desks;
        this.previews = previews;
        this.lateness = lateness;
    }

    @GetMapping("/{id}")
    String card(@PathVariable UUID id, Model model) {
        var appeal = cards.open(id);
        var me = CurrentPerson.get();
        model.addAttribute("appeal", appeal);
        model.addAttribute("executors", people.withAnyOf(Set.of(Role.EXECUTOR)));
        var may = Rights.of(me, appeal);
        model.addAttribute("may", may);
        model.addAttribute("late", lateness.isLate(id));
        model.addAttribute("lateness", lateness.of(id).orElse(null));
        model.addAttribute("lateReasons", LATE_REASONS);
        model.addAttribute("gis", gis.of(id).orElse(null));
        model.addAttribute("desk", records.of(id).orElse(null));
        model.addAttribute("grounds", GROUNDS);
        model.addAttribute("kinds", AppealKind.values());
        model.addAttribute("topics", classifier.offered());
        model.addAttribute("today", cards.today());
        var panel = panels.of(appeal, me);
        model.addAttribute("panel", panel);
        model.addAttribute("facts", letters.facts(id));
        model.addAttribute("charsets", letters.charsets());
        model.addAttribute("parts", appeal.channel() == Channel.EMAIL ? Quotes.parts(appeal.text()) : null);
        model.addAttribute("next", NextStep.of(appeal, may, panel));
        model.addAttribute("waiting", register.count(View.ASKED.filter(desks.mine())));
        model.addAttribute(
                "beginnings", may.write() && appeal.answers().isEmpty() ? panels.beginnings(appeal) : List.of());
        if (me.helpsAnybody() && appeal.executor() == null && appeal.status() == AppealStatus.REGISTERED) {
            model.addAttribute("proposals", cards.proposed(id));
        }
        return "inbox/card";
    }

    /** What others have done since the page was made; nothing when it is still as it was. */
    @GetMapping("/{id}/changes")
    String changes(@PathVariable UUID id, @RequestParam int since, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("changes", cards.changes(id, since));
        return "inbox/card-news :: changes";
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

    /** The file in place, or a sentence why not. */
    @GetMapping("/{id}/attachments/{attachmentId}/preview")
    String preview(@PathVariable UUID id, @PathVariable UUID attachmentId, Model model) throws IOException {
        try {
            var preview = previews.of(id, attachmentId);
            model.addAttribute("name", preview.name());
            model.addAttribute("pages", preview.pages());
            model.addAttribute("more", preview.more());
        } catch (FilePreviews.Unshowable e) {
            model.addAttribute("sentence", e.getMessage());
            model.addAttribute("more", 0);
        }
        return "inbox/preview :: file";
    }

    @PostMapping("/{id}/assign")
    @PreAuthorize("hasRole('REGISTRAR')")
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

    @PostMapping("/{id}/deliveries/{deliveryId}/retry")
    @PreAuthorize(Cards.WORKERS)
    String retry(@PathVariable UUID id, @PathVariable UUID deliveryId, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Отправим ещё раз", card(id), () -> outbox.retry(deliveryId));
    }

    @PostMapping("/{id}/deliveries/{deliveryId}/carried")
    @PreAuthorize(Cards.WORKERS)
    String carried(
            @PathVariable UUID id,
            @PathVariable UUID deliveryId,
            @RequestParam String how,
            RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Отправка отмечена", card(id), () -> outbox.markCarried(deliveryId, how));
    }

    @PostMapping("/{id}/reread")
    @PreAuthorize(Cards.WORKERS)
    String reread(@PathVariable UUID id, @RequestParam String charset, RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Прочитано в кодировке " + charset, card(id), () -> letters.reread(id, charset));
    }

    @PostMapping("/{id}/proposed-applicant")
    @PreAuthorize(Cards.WORKERS)
    String proposedApplicant(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Заявитель изменён", card(id), () -> letters.acceptProposed(id));
    }

    @PostMapping("/{id}/deliveries/{deliveryId}/returned")
    @PreAuthorize(Cards.WORKERS)
    String returned(
            @PathVariable UUID id,
            @PathVariable UUID deliveryId,
            @RequestParam(defaultValue = "") String why,
            RedirectAttributes redirect) {
        return ScreenErrors.act(
                redirect, "Отмечено: письмо вернулось", card(id), () -> outbox.markReturned(deliveryId, why));
    }

    @PostMapping("/{id}/called-back")
    @PreAuthorize(Cards.WORKERS)
    String calledBack(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Звонок отмечен", card(id), () -> records.calledBack(id));
    }

    @PostMapping("/{id}/close")
    @PreAuthorize(Cards.WORKERS)
    String close(@PathVariable UUID id, RedirectAttributes redirect) {
        return ScreenErrors.act(redirect, "Обращение закрыто", card(id), () -> registrar.close(id));
    }

    private static String card(UUID id) {
        return "/appeals/" + id;
    }
}
