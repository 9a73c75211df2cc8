package ru.priyomnaya.answer;

import java.util.UUID;
import ru.priyomnaya.appeal.AppealEvent;

/** What happened to an answer. */
public interface AnswerEvent extends AppealEvent {
    UUID answerId();

    record AnswerBegun(UUID appealId, UUID answerId) implements AnswerEvent {}

    record AnswerSubmitted(UUID appealId, UUID answerId) implements AnswerEvent {}

    record AnswerApproved(UUID appealId, UUID answerId, UUID signerId) implements AnswerEvent {}

    /** A file goes with the answer. */
    record AnswerFileAdded(UUID appealId, UUID answerId, String sha256) implements AnswerEvent {}

    record AnswerFileRemoved(UUID appealId, UUID answerId, String sha256) implements AnswerEvent {}

    /** One of those who were asked said yes. */
    record AnswerEndorsed(UUID appealId, UUID answerId) implements AnswerEvent {}

    /** Its writer took it back to change it. */
    record AnswerRecalled(UUID appealId, UUID answerId) implements AnswerEvent {}

    record AnswerReturned(UUID appealId, UUID answerId, String comment) implements AnswerEvent {}

    /** A person attached the signed scan. */
    record AnswerSigned(UUID appealId, UUID answerId, String scanSha256, int pages) implements AnswerEvent {}

    /** The letter itself was signed with a detached GOST signature. */
    record AnswerSignedElectronically(UUID appealId, UUID answerId, String letterSha256, String signatureSha256)
            implements AnswerEvent {}

    /** A person pressed «Отправить»: the outbox takes over, in the same transaction. */
    record AnswerReleased(UUID appealId, UUID answerId) implements AnswerEvent {}

    /** A person changed their mind before anything had left. */
    record AnswerTakenBack(UUID appealId, UUID answerId) implements AnswerEvent {}

    record AnswerSent(UUID appealId, UUID answerId) implements AnswerEvent {}

    record AnswerUndelivered(UUID appealId, UUID answerId) implements AnswerEvent {}
}
