package ru.priyomnaya.dispatch;

import java.util.UUID;
import ru.priyomnaya.appeal.Channel;

/** Carries receipts, notices and signed answers to the applicant. */
public interface AnswerChannel {
    Channel channel();

    /** Names a delivery for the other side, once: a Message-ID. At most 998 characters. */
    String referenceOf(UUID deliveryId);

    /** Must be safe to repeat with the same {@code message.reference()}: the outbox calls it again after a crash. */
    Outcome send(OutgoingMessage message);

    /** Whether the other side could not be reached a moment ago: what waits for it is not attempted, and no attempt is counted. */
    default boolean isAway() {
        return false;
    }

    /** Who acts next: nobody, the clock, or a person. */
    sealed interface Outcome {
        /** @param receipt the other side's words */
        record Delivered(String receipt) implements Outcome {}

        /** The other side works on it; the channel reports the end to {@link Outbox#concluded}. */
        record Underway(String note) implements Outcome {}

        record TryLater(String reason) implements Outcome {}

        /** @param code stable: {@code SMTP-002} */
        record Refused(String code, String reason) implements Outcome {}
    }
}
