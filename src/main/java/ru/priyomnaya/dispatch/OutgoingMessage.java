package ru.priyomnaya.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a channel carries.
 *
 * @param reference the name under which the other side knows it; the same at each attempt
 * @param inReplyTo the applicant's own letter, where there is one
 * @param automatic written by the program: a receipt or a notice, marked so that programs do not answer it
 * @param date the same at each attempt
 */
public record OutgoingMessage(
        UUID deliveryId,
        @Nullable UUID appealId,
        @Nullable UUID answerId,
        String reference,
        String recipient,
        String subject,
        String text,
        List<File> files,
        @Nullable String inReplyTo,
        boolean automatic,
        Instant date) {
    /**
     * @param sha256 of its bytes in the document store
     * @param signature the detached signature over it, likewise; null for a file signed by hand
     */
    public record File(
            String name,
            String mediaType,
            String sha256,
            @Nullable String signature) {
        /** How the signature is called beside its file. */
        public String signatureName() {
            return name + ".sig";
        }
    }
}
