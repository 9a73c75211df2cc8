package ru.priyomnaya.answer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.answer.AnswerEvent.AnswerBegun;
import ru.priyomnaya.answer.AnswerEvent.AnswerReleased;
import ru.priyomnaya.answer.AnswerEvent.AnswerSent;
import ru.priyomnaya.answer.AnswerEvent.AnswerSigned;
import ru.priyomnaya.answer.AnswerEvent.AnswerTakenBack;
import ru.priyomnaya.answer.AnswerEvent.AnswerUndelivered;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.letter.ScannedLetters;
import ru.priyomnaya.letter.ScannedPage;
import ru.priyomnaya.paper.PageCutter;
import ru.priyomnaya.paper.ScanReader;

/** The life of an answer, step by step; screens and the API take the same steps. */
@Service
public class AnswerDesk {
    static final String WRITERS = "hasAnyRole('EXECUTOR', 'REGISTRAR')";

    private final Answers answers;
    private final Appeals appeals;
    private final ScanReader scans;
    private final DocumentStore store;
    private final Documents documents;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AnswerDesk(
            Answers answers,
            Appeals appeals,
            ScanReader scans,
            DocumentStore store,
            Documents documents,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.answers = answers;
        this.appeals = appeals;
        this.scans = scans;
        this.store = store;
        this.documents = documents;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Begins an answer; a second live one is refused. */
    @PreAuthorize(WRITERS)
    @Transactional
    public Answer begin(UUID appealId, String text) {
        var appeal = appeals.get(appealId);
        Hands.requireOwn(appeal);
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
        Hands.requireOwn(appeals.get(answer.appealId()));
        if (version != null && version != answer.version()) {
            throw new ObjectOptimisticLockingFailureException(Answer.class, answerId);
        }
        answer.write(text, clock.instant());
        return answers.saveAndFlush(answer);
    }

    /**
     * Attaches the signed scan, by a person who has seen it.
     *
     * @param file PDF, JPEG or TIFF by content, kept as one PDF
     * @throws Answer.UnfitAnswer when it is another letter, an older edition, or was never on paper
     * @throws ru.priyomnaya.paper.UnfitPaper when it is no such file
     */
    @PreAuthorize("hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER')")
    public void attachScan(UUID answerId, byte[] file) throws IOException {
        requireHands(answerId);
        var scan = scans.read(file); // drawn before a connection is taken: many pages take seconds
        var pages = ScannedLetters.read(scan.pdf());
        if (ScannedLetters.isPrintout(scan.pdf(), pages)) {
            throw new Answer.UnfitAnswer("Это само письмо, а не скан: распечатайте, подпишите, отсканируйте");
        }
        var upright = PageCutter.upright(
                scan.pdf(), pages.stream().map(ScannedPage::turns).toList());
        try {
            transaction.executeWithoutResult(status -> attachSeen(answerId, upright, pages));
        } catch (UncheckedIOException storeFailed) {
            throw storeFailed.getCause();
        }
    }

    private void attachSeen(UUID answerId, byte[] pdf, List<ScannedPage> pages) {
        var answer = answers.get(answerId);
        Hands.requireOwnOrSigner(appeals.get(answer.appealId()));
        var refusals = ScanCheck.refusals(answer, pages);
        if (!refusals.isEmpty()) {
            throw new Answer.UnfitAnswer(String.join(". ", refusals));
        }
        try {
            attach(answer, pdf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answers.saveAndFlush(answer);
    }

    /** @throws org.springframework.security.access.AccessDeniedException when the answer is in somebody else's hands */
    @PreAuthorize("isAuthenticated()")
    public void requireHands(UUID answerId) {
        transaction.executeWithoutResult(status ->
                Hands.requireOwnOrSigner(appeals.get(answers.get(answerId).appealId())));
    }

    void attach(Answer answer, byte[] pdf) throws IOException {
        var pages = scans.read(pdf).pages();
        var document = store.put(pdf);
        documents.keep(List.of(document));
        answer.attachScan(document.sha256(), pages, clock.instant());
        appeals.get(answer.appealId()).sign();
        events.publishEvent(new AnswerSigned(answer.appealId(), answer.id(), document.sha256(), pages));
    }

    /** Releases the answer; it is in the outbox when this commits. */
    @PreAuthorize("hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER')")
    @Transactional
    public void send(UUID answerId) {
        var answer = answers.get(answerId);
        Hands.requireOwnOrSigner(appeals.get(answer.appealId()));
        answer.send();
        events.publishEvent(new AnswerReleased(answer.appealId(), answerId));
    }

    /** Nothing has left yet: the answer waits for «Отправить» again. Called by {@code dispatch}. */
    @Transactional
    public void takeBack(UUID answerId) {
        var answer = answers.get(answerId);
        Hands.requireOwnOrSigner(appeals.get(answer.appealId()));
        answer.takeBack();
        events.publishEvent(new AnswerTakenBack(answer.appealId(), answerId));
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
}
