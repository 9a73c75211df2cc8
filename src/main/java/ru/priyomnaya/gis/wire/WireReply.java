package ru.priyomnaya.gis.wire;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What ГИС ЖКХ answered to a call. */
public sealed interface WireReply {
    /**
     * Taken in.
     *
     * @param message its name there; getState asks for it
     * @param requester our MessageGUID, given back
     */
    record Ack(UUID message, @Nullable UUID requester) implements WireReply {}

    /**
     * @param state 1 received, 2 in processing, 3 processed
     * @param error of the whole request, code and words; null when there is none
     * @param hasContent whether results follow
     */
    record State(int state, @Nullable Problem error, boolean hasContent) implements WireReply {}

    /** Refused at once: a SOAP fault. */
    record Fault(Problem problem) implements WireReply {}

    /** No SOAP at all: a page of the front end, an empty body. */
    record Noise(String sentence) implements WireReply {}

    /**
     * @param code {@code AUT011003}; empty when the other side named none
     * @param description in the words of ГИС ЖКХ
     */
    record Problem(String code, String description) {
        public String sentence() {
            return code.isEmpty() ? description : code + ": " + description;
        }
    }
}
