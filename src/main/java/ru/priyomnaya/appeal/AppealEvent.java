package ru.priyomnaya.appeal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that happened to an appeal. Published inside the transaction that did it; the journal keeps every one. */
public interface AppealEvent {
    UUID appealId();

    /** Somebody opened the card: reading personal data is an event too (152-ФЗ). */
    record AppealRead(UUID appealId) implements AppealEvent {}

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
}
