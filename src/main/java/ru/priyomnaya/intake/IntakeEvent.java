package ru.priyomnaya.intake;

import java.util.List;

/** Something that happened to a message outside the register. */
public sealed interface IntakeEvent {
    long intakeId();

    record MessageQuarantined(long intakeId, String code) implements IntakeEvent {}

    record MessageRetried(long intakeId) implements IntakeEvent {}

    record MessageDismissed(long intakeId, String reason) implements IntakeEvent {}

    record MessageRegisteredByHand(long intakeId) implements IntakeEvent {}

    /** Some letters of ours came back. */
    record BounceReceived(long intakeId, List<String> messageIds, String diagnostic) implements IntakeEvent {}
}
