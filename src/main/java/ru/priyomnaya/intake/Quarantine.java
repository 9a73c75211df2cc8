package ru.priyomnaya.intake;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.antivirus.Antivirus;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.IncomingAppeal;
import ru.priyomnaya.appeal.Registrar;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.intake.IntakeEvent.MessageDismissed;
import ru.priyomnaya.intake.IntakeEvent.MessageRegisteredByHand;
import ru.priyomnaya.intake.IntakeEvent.MessageRetried;

/** Messages that need a person, and the intake log as a whole. */
@Service
@PreAuthorize("hasAnyRole('REGISTRAR', 'IT', 'AUDITOR')")
public class Quarantine {
    private static final String HANDLERS = "hasAnyRole('REGISTRAR', 'IT')";
    private static final Set<IntakeState> BY_HAND =
            Set.of(IntakeState.QUARANTINED, IntakeState.AUTOMATIC, IntakeState.BOUNCE, IntakeState.DISMISSED);

    /** Refusals of letters whose bytes were never copied. */
    private static final Set<String> ON_THE_SERVER = Set.of("MAIL-007", "MAIL-008");

    private final IntakeLog messages;
    private final Antivirus antivirus;
    private final Intake intake;
    private final Registrar registrar;
    private final Documents documents;
    private final ApplicationEventPublisher events;

    Quarantine(
            IntakeLog messages,
            Antivirus antivirus,
            Intake intake,
            Registrar registrar,
            Documents documents,
            ApplicationEventPublisher events) {
        this.messages = messages;
        this.antivirus = antivirus;
        this.intake = intake;
        this.registrar = registrar;
        this.documents = documents;
        this.events = events;
    }

    /** Newest first, ids below {@code before}. */
    public List<IntakeView> list(MessageFilter filter, @Nullable Long before, int size) {
        return messages.list(filter, before == null ? Long.MAX_VALUE : before, size);
    }

    /** Taken in, not read yet. */
    public long unread() {
        return messages.count(IntakeState.STORED);
    }

    public long waiting() {
        return messages.count(IntakeState.QUARANTINED);
    }

    /** @throws NoSuchMessage when there is none */
    public IntakeView get(long id) {
        return messages.view(id).orElseThrow(() -> new NoSuchMessage(id));
    }

    /** @throws NoSuchMessage when there is none */
    public IntakeTrace trace(long id) {
        return messages.trace(id).orElseThrow(() -> new NoSuchMessage(id));
    }

    /** The bytes as received. */
    public byte[] original(long id) throws IOException {
        var onlyIt = CurrentPerson.find()
                .filter(person -> person.roles().equals(Set.of(Role.IT)))
                .isPresent();
        if (onlyIt && get(id).state() != IntakeState.QUARANTINED) {
            throw new AccessDeniedException("ИТ читает исходники только из карантина");
        }
        return documents.bytes(get(id).sha256());
    }

    /**
     * As {@link #original}, to take away: not before the scanner has released it.
     *
     * @throws Antivirus.ClosedFile when it has not
     */
    public byte[] download(long id) throws IOException {
        var message = get(id);
        if (message.appealId() != null) {
            antivirus.requireOpen(message.appealId());
        }
        antivirus.requireChecked(message.sha256());
        return original(id);
    }

    /** Reads the message again, now; returns what became of it. */
    @PreAuthorize(HANDLERS)
    public IntakeView retry(long id) {
        var waiting = get(id);
        requireQuarantined(waiting, "повторить");
        if (waiting.code() != null && ON_THE_SERVER.contains(waiting.code())) {
            throw new MessageAlreadySettled("повторить: само письмо осталось на почтовом сервере", waiting.state());
        }
        events.publishEvent(new MessageRetried(id));
        intake.work(messages.claimOne(id, Set.of(IntakeState.QUARANTINED)));
        return get(id);
    }

    /** Says that it is not an appeal. */
    @PreAuthorize(HANDLERS)
    @Transactional
    public void dismiss(long id, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("Напишите, почему это не обращение");
        }
        var message = lock(id, Set.of(IntakeState.QUARANTINED), "отклонить");
        messages.finish(id, IntakeState.DISMISSED, message.code(), reason, null, null);
        events.publishEvent(new MessageDismissed(id, reason));
    }

    /** Registers what a person read out of it, an automatic letter included. */
    @PreAuthorize("hasRole('REGISTRAR')")
    @Transactional
    public Appeal registerByHand(long id, IncomingAppeal appeal) {
        lock(id, BY_HAND, "зарегистрировать вручную");
        events.publishEvent(new MessageRegisteredByHand(id));
        var registered = registrar.register(List.of(appeal)).get(0);
        messages.finish(id, IntakeState.REGISTERED, null, "Зарегистрировано вручную", registered.id(), null);
        return registered;
    }

    private IntakeView lock(long id, Set<IntakeState> allowed, String action) {
        var message = get(id);
        if (messages.claimOne(id, allowed).messages().isEmpty()) {
            throw new MessageAlreadySettled(action, message.state());
        }
        return message;
    }

    private static void requireQuarantined(IntakeView message, String action) {
        if (message.state() != IntakeState.QUARANTINED) {
            throw new MessageAlreadySettled(action, message.state());
        }
    }

    /** Somebody, or the program, was faster; the API answers 409. */
    public static class MessageAlreadySettled extends IllegalStateException {
        MessageAlreadySettled(String action, IntakeState state) {
            super("Нельзя %s: сообщение в состоянии «%s»".formatted(action, state.inRussian()));
        }
    }

    /** No message has this id; the API answers 404. */
    public static class NoSuchMessage extends RuntimeException {
        NoSuchMessage(long id) {
            super("Нет сообщения " + id);
        }
    }
}
