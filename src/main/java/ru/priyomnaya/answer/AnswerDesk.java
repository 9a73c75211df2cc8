package ru.priyomnaya.answer;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.answer.AnswerEvent.AnswerApproved;
import ru.priyomnaya.answer.AnswerEvent.AnswerBegun;
import ru.priyomnaya.answer.AnswerEvent.AnswerReleased;
import ru.priyomnaya.answer.AnswerEvent.AnswerReturned;
import ru.priyomnaya.answer.AnswerEvent.AnswerSent;
import ru.priyomnaya.answer.AnswerEvent.AnswerSigned;
import ru.priyomnaya.answer.AnswerEvent.AnswerSignedElectronically;
import ru.priyomnaya.answer.AnswerEvent.AnswerSubmitted;
import ru.priyomnaya.answer.AnswerEvent.AnswerUndelivered;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.Documents;

/** The life of an answer, step by step; screens and the API take the same steps. */
@Service
public class AnswerDesk {
    private static final String WRITERS = "hasAnyRole('EXECUTOR', 'REGISTRAR')";

    private final Answers answers;
    private final Appeals appeals;
    private final ScanReader scans;
    private final Letterhead letterhead;
    private final List<AnswerSigner> signers;
    private final DocumentStore store;
    private final Documents documents;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AnswerDesk(
            Answers answers,
            Appeals appeals,
            ScanReader scans,
            Letterhead letterhead,
            List<AnswerSigner> signers,
            DocumentStore store,
            Documents documents,
            ApplicationEventPublisher events,
            Clock clock) {
        this.answers = answers;
        this.appeals = appeals;
        this.scans = scans;
        this.letterhead = letterhead;
        this.signers = signers;
        this.store = store;
        this.documents = documents;
        this.events = events;
        this.clock = clock;
    }

    /** Begins an answer; a second live one is refused. */
    @PreAuthorize(WRITERS)
    @Transactional
    public Answer begin(UUID appealId, String text) {
        var appeal = appeals.get(appealId);
        requireOwn(appeal);
        answers.findByAppealIdOrderByCreatedAt(appealId).stream().findFirst().ifPresent(existing -> {
            throw new ForbiddenAnswerStep("начать второй ответ", existing.status());
        });
        appeal.startWork();
        var answer = answers.save(new Answer(appealId, CurrentPerson.get().id(), "", clock.instant()));
        answer.write(text, clock.instant());
        events.publishEvent(new AnswerBegun(appealId, answer.id()));
        return answer;
    }

    /**
     * Saves the text; not an event, drafts are saved every few seconds.
     *
     * @param version that the writer saw, or null to overwrite knowingly
     * @throws ObjectOptimisticLockingFailureException when somebody saved in between: the API answers 409
     */
    @PreAuthorize(WRITERS)
    @Transactional
    public Answer write(UUID answerId, String text, @Nullable Long version) {
        var answer = answers.get(answerId);
        requireOwn(appeals.get(answer.appealId()));
        if (version != null && version != answer.version()) {
            throw new ObjectOptimisticLockingFailureException(Answer.class, answerId);
        }
        answer.write(text, clock.instant());
        return answers.saveAndFlush(answer);
    }

    @PreAuthorize(WRITERS)
    @Transactional
    public void submit(UUID answerId) {
        var answer = answers.get(answerId);
        var appeal = appeals.get(answer.appealId());
        requireOwn(appeal);
        answer.submit();
        appeal.submitForApproval();
        events.publishEvent(new AnswerSubmitted(answer.appealId(), answerId));
    }

    /**
     * @param version that the signer has read, or null to approve knowingly whatever it is
     * @throws ObjectOptimisticLockingFailureException when the text has changed since: the API answers 409
     */
    @PreAuthorize("hasRole('SIGNER')")
    @Transactional
    public void approve(UUID answerId, @Nullable Long version) {
        var answer = answers.get(answerId);
        if (version != null && version != answer.version()) {
            throw new ObjectOptimisticLockingFailureException(Answer.class, answerId);
        }
        var signer = CurrentPerson.get().id();
        answer.approve(signer, clock.instant());
        events.publishEvent(new AnswerApproved(answer.appealId(), answerId, signer));
    }

    /** @param comment what to change; shown to the executor */
    @PreAuthorize("hasRole('SIGNER')")
    @Transactional
    public void giveBack(UUID answerId, String comment) {
        if (comment.isBlank()) {
            throw new Answer.UnfitAnswer("Напишите, что исправить");
        }
        var answer = answers.get(answerId);
        answer.giveBack(comment);
        appeals.get(answer.appealId()).startWork();
        events.publishEvent(new AnswerReturned(answer.appealId(), answerId, comment));
    }

    /**
     * Attaches the signed scan.
     *
     * @param file PDF, JPEG or TIFF by content, kept as one PDF
     * @throws Answer.UnfitAnswer when it is no such thing
     */
    @PreAuthorize("hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER')")
    @Transactional
    public void attachScan(UUID answerId, byte[] file) throws IOException {
        var answer = answers.get(answerId);
        var appeal = appeals.get(answer.appealId());
        requireOwnOrSigner(appeal);
        var scan = scans.read(file);
        var document = store.put(scan.pdf());
        documents.keep(List.of(document));
        answer.attachScan(document.sha256(), scan.pages(), clock.instant());
        appeal.sign();
        events.publishEvent(new AnswerSigned(answer.appealId(), answerId, document.sha256(), scan.pages()));
    }

    /**
     * Signs the letter electronically, with the organisation's key: a detached signature beside the PDF, nothing to print.
     *
     * @throws ru.priyomnaya.signing.SigningFailure when there is no good signature
     */
    @PreAuthorize("hasRole('SIGNER')")
    @Transactional
    public void sign(UUID answerId) throws IOException {
        var answer = answers.get(answerId);
        var appeal = appeals.get(answer.appealId());
        var signer = signers.stream()
                .findFirst()
                .flatMap(AnswerSigner::signer)
                .orElseThrow(() -> new Answer.UnfitAnswer(
                        "Электронная подпись не настроена: распечатайте, подпишите и приложите скан"));
        var pdf = letterhead.print(answerId);
        var letter = store.put(pdf);
        var signature = store.put(signer.signDetached(pdf));
        documents.keep(List.of(letter, signature));
        answer.attachSignature(
                letter.sha256(), scans.read(pdf).pages(), signature.sha256(), signer.certificate(), clock.instant());
        appeal.sign();
        events.publishEvent(
                new AnswerSignedElectronically(answer.appealId(), answerId, letter.sha256(), signature.sha256()));
    }

    /** Whether {@link #sign} can be offered. */
    public boolean signsElectronically() {
        return signers.stream().anyMatch(one -> one.isConfigured());
    }

    /** Releases the answer; it is in the outbox when this commits. */
    @PreAuthorize("hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER')")
    @Transactional
    public void send(UUID answerId) {
        var answer = answers.get(answerId);
        requireOwnOrSigner(appeals.get(answer.appealId()));
        answer.send();
        events.publishEvent(new AnswerReleased(answer.appealId(), answerId));
    }

    /** The other side has accepted it. Called by {@code dispatch}. */
    @Transactional
    public void delivered(UUID answerId) {
        var answer = answers.get(answerId);
        answer.delivered(clock.instant());
        appeals.get(answer.appealId()).markSent();
        events.publishEvent(new AnswerSent(answer.appealId(), answerId));
    }

    /** It was refused or came back; the appeal's term runs again. Called by {@code dispatch}. */
    @Transactional
    public void undelivered(UUID answerId) {
        var answer = answers.get(answerId);
        answer.undelivered();
        appeals.get(answer.appealId()).reopenAfterBounce();
        events.publishEvent(new AnswerUndelivered(answer.appealId(), answerId));
    }

    private static void requireOwnOrSigner(Appeal appeal) {
        if (!CurrentPerson.get().is(Role.SIGNER)) {
            requireOwn(appeal);
        }
    }

    /** An executor writes in their own appeals; a registrar helps anybody. */
    private static void requireOwn(Appeal appeal) {
        var person = CurrentPerson.get();
        if (!person.helpsAnybody() && !appeal.isOf(person.id())) {
            throw new AccessDeniedException("Обращение у другого исполнителя");
        }
    }
}
