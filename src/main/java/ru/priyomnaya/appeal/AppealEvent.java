package ru.priyomnaya.appeal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that happened to an appeal. Published inside the transaction that did it; the journal keeps every one. */
public interface AppealEvent {
    UUID appealId();

    /** Nobody will answer it. */
    interface EndedWithoutAnswer extends AppealEvent {}

    /** Somebody opened the card: reading personal data is an event too (152-ФЗ). */
    record AppealRead(UUID appealId) implements AppealEvent {}

    /** Everything about it left the program as a file (152-ФЗ). */
    record EvidenceTaken(UUID appealId) implements AppealEvent {}

    /** It has a number and a term. */
    record AppealRegistered(UUID appealId, Channel channel) implements AppealEvent {}

    /** A further letter of the applicant joined the open case. */
    record LetterJoined(UUID appealId, UUID noteId) implements AppealEvent {}

    record AppealAssigned(
            UUID appealId,
            @Nullable UUID executorBefore,
            UUID executorAfter,
            @Nullable String comment) implements AppealEvent {}

    record AppealClosed(UUID appealId, AppealStatus statusBefore) implements AppealEvent {}

    /** A file that came later than its appeal is there now. */
    record FileArrived(UUID appealId, String sha256) implements AppealEvent {}

    /** A file of it is infected and closed. */
    record FileInfected(UUID appealId, String sha256, String finding) implements AppealEvent {}

    /**
     * The message was read anew.
     *
     * @param reason the charset
     */
    record TextReread(UUID appealId, String reason) implements AppealEvent {}

    /** A person said who truly asks. */
    record ApplicantCorrected(UUID appealId, @Nullable String emailBefore, String emailAfter) implements AppealEvent {}

    /** The applicant took the appeal back. */
    record AppealWithdrawn(UUID appealId, AppealStatus statusBefore) implements EndedWithoutAnswer {}

    /** It went to another organisation, as the channel itself says. */
    record AppealRedirected(UUID appealId, AppealStatus statusBefore) implements EndedWithoutAnswer {}

    /** A person passed it to another organisation. */
    record AppealPassedOn(UUID appealId, AppealStatus statusBefore, Receiver receiver, String reason)
            implements EndedWithoutAnswer {}

    /** The other organisation gave it back. */
    record AppealReturned(UUID appealId, AppealStatus statusAfter) implements AppealEvent {}

    /** It ended without an answer, as the channel itself says; the ground is what a person gave. */
    record AppealDeclined(UUID appealId, AppealStatus statusBefore, Ground ground) implements EndedWithoutAnswer {}

    /** A person gave the ground of a decision that the channel has to accept first. */
    record GroundNoted(UUID appealId, Ground ground) implements AppealEvent {}

    /** Somebody answered in the channel's own cabinet. */
    record AnsweredElsewhere(UUID appealId, AppealStatus statusBefore) implements AppealEvent {}

    /**
     * A person ended it on a ground.
     *
     * @param earlier the appeal that was answered before
     */
    record AppealNotConsidered(
            UUID appealId,
            AppealStatus statusBefore,
            Ground ground,
            @Nullable UUID earlier,
            @Nullable String comment) implements EndedWithoutAnswer {}

    /** A person wrote down that the applicant took it back. */
    record WithdrawalEntered(UUID appealId, AppealStatus statusBefore, String comment) implements EndedWithoutAnswer {}

    /** Joined to another, or noted as belonging to it. */
    record AppealLinked(UUID appealId, AppealStatus statusBefore, UUID leading, LinkRelation relation)
            implements AppealEvent {}

    record AppealUnlinked(UUID appealId, UUID leading, LinkRelation relation) implements AppealEvent {}

    /** A decision not to answer was taken back. */
    record AppealReopened(UUID appealId, AppealStatus statusBefore, String reason) implements AppealEvent {}

    /** The applicant is told how it goes. */
    record InterimWritten(UUID appealId, String text) implements AppealEvent {}

    /** The term is longer now, as the channel itself says. */
    record AppealExtended(UUID appealId, LocalDate deadlineBefore, LocalDate deadlineAfter) implements AppealEvent {}

    /** A person made the term longer. */
    record TermExtended(UUID appealId, LocalDate deadlineBefore, LocalDate deadlineAfter, String reason)
            implements AppealEvent {}

    /** The production calendar has changed, and with it the last day. */
    record DeadlineMoved(UUID appealId, LocalDate deadlineBefore, LocalDate deadlineAfter, String what)
            implements AppealEvent {}

    /** Somebody said what it is and what it is about; another rule may give another deadline. */
    record AppealClassified(
            UUID appealId,
            AppealKind kindBefore,
            AppealKind kindAfter,
            @Nullable UUID topicBefore,
            @Nullable UUID topicAfter)
            implements AppealEvent {}

    /** One of several questions was written down, given to somebody, or has its result. */
    record QuestionKept(
            UUID appealId, UUID questionId, @Nullable UUID executor, boolean answered) implements AppealEvent {}

    /** Others work on it with the responsible executor. */
    record AppealShared(
            UUID appealId,
            Set<UUID> before,
            Set<UUID> after,
            @Nullable String comment) implements AppealEvent {}

    /** The applicant waits for a call at that time (S16). */
    record CallBackAgreed(UUID appealId, Instant at) implements AppealEvent {}

    record CalledBack(UUID appealId) implements AppealEvent {}

    /** Nothing of it may be destroyed until the hold is lifted: a dispute, a court, an inspection. */
    record HoldPlaced(UUID appealId, String reason) implements AppealEvent {}

    record HoldLifted(UUID appealId, String reason) implements AppealEvent {}

    /**
     * What is kept about the applicant was put right.
     *
     * @param fields their names; what stood in them is not kept
     */
    record ApplicantRewritten(UUID appealId, List<String> fields, String reason) implements AppealEvent {}

    /** Its personal data were destroyed; number, days, kind and states stay. */
    record AppealDepersonalized(UUID appealId, UUID erasure) implements AppealEvent {}
}
