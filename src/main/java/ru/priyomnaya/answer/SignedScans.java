package ru.priyomnaya.answer;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.answer.AnswerEvent.AnswerReleased;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.letter.ScannedLetters;
import ru.priyomnaya.letter.ScannedPage;

/** Finds the answer that a scanned letter is, and checks what a program can. */
@Service
public class SignedScans {
    private static final Set<AnswerStatus> SIGNED_ALREADY =
            EnumSet.of(AnswerStatus.SIGNED, AnswerStatus.SENDING, AnswerStatus.SENT);

    private final Answers answers;
    private final Appeals appeals;
    private final AnswerDesk desk;
    private final Documents documents;
    private final ApplicationEventPublisher events;

    SignedScans(
            Answers answers, Appeals appeals, AnswerDesk desk, Documents documents, ApplicationEventPublisher events) {
        this.answers = answers;
        this.appeals = appeals;
        this.desk = desk;
        this.documents = documents;
        this.events = events;
    }

    /**
     * @param answerId whose letter it is, where that is known
     * @param code stable, null when every check is passed
     * @param problem sentences for staff, null likewise
     * @param signed whether ink can be seen where the signature belongs; null where nobody could look
     */
    public record Finding(
            @Nullable UUID answerId,
            @Nullable String code,
            @Nullable String problem,
            @Nullable Boolean signed) {}

    /** @param pages of one letter, in order */
    @Transactional(propagation = Propagation.MANDATORY)
    public Finding examine(byte[] pdf, List<ScannedPage> pages) {
        var code = pages.stream()
                .map(ScannedPage::code)
                .flatMap(java.util.stream.Stream::ofNullable)
                .findFirst();
        if (code.isEmpty()) {
            return new Finding(null, "SCAN-001", "Код письма не найден", null);
        }
        var found = answers.findByCode(code.get().letter().key());
        if (found.isEmpty()) {
            return new Finding(null, "SCAN-002", "Письма с таким кодом здесь нет", null);
        }
        var answer = found.get();
        var refusals = ScanCheck.refusals(answer, pages);
        if (!refusals.isEmpty()) {
            return new Finding(answer.id(), "SCAN-003", String.join(". ", refusals), null);
        }
        if (SIGNED_ALREADY.contains(answer.status())) {
            return new Finding(answer.id(), "SCAN-005", "К этому ответу скан уже приложен", null);
        }
        if (answer.status() != AnswerStatus.APPROVED && answer.status() != AnswerStatus.UNDELIVERED) {
            return new Finding(
                    answer.id(),
                    "SCAN-004",
                    "Ответ в состоянии «%s»: письмо отозвано, этот лист уже не действует"
                            .formatted(answer.status().inRussian()),
                    null);
        }
        if (!appeals.get(answer.appealId()).status().isOpen()) {
            return new Finding(answer.id(), "SCAN-006", "Обращение уже закрыто", null);
        }
        var doubts = ScanCheck.doubts(answer, pages);
        var signed = isSigned(answer, pdf);
        return doubts.isEmpty()
                ? new Finding(answer.id(), null, null, signed)
                : new Finding(answer.id(), "SCAN-007", String.join(". ", doubts), signed);
    }

    private @Nullable Boolean isSigned(Answer answer, byte[] scan) {
        var letter = answer.letterSha256();
        try {
            return letter.isEmpty() ? null : ScannedLetters.isSigned(documents.bytes(letter.get()), scan);
        } catch (IOException | IllegalStateException unreadable) {
            return null;
        }
    }

    /** Attaches and sends, without a person: every check was passed in the same transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(UUID answerId, byte[] pdf) throws IOException {
        var answer = answers.get(answerId);
        desk.attach(answer, pdf);
        answer.send();
        events.publishEvent(new AnswerReleased(answer.appealId(), answerId));
    }
}
