package ru.priyomnaya.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A letter as a person would see it.
 *
 * @param from the sender, or null when no address can be read
 * @param replyTo where answers are asked to go, or null
 * @param text the plain form; made from the HTML when there is no other
 * @param html sanitized, or null
 * @param proposed the true applicant behind a forwarded letter, for a person to confirm, or null
 * @param signature what a cryptographic signature covers, not yet verified, or null
 * @param notes what the reader had to decide, in Russian and without personal data
 */
public record Letter(
        @Nullable Correspondent from,
        @Nullable Correspondent replyTo,
        String subject,
        String text,
        @Nullable String html,
        List<File> files,
        @Nullable Correspondent proposed,
        @Nullable Signature signature,
        List<String> notes) {
    /** @param inline a picture inside the text rather than a file beside it */
    public record File(String name, byte[] bytes, boolean inline) {}

    /** How the signature and the text lie together. */
    public enum Form {
        /** Beside it (multipart/signed, RFC 8551, 3.5.3). */
        SIGNED,
        /** Around it (application/pkcs7-mime, RFC 8551, 3.5.2). */
        OPAQUE
    }

    /**
     * @param content the bytes that were signed
     * @param cms the signature as DER, or null when it is of a kind that is not verified here (PGP)
     */
    public record Signature(Form form, byte[] content, byte @Nullable [] cms) {}

    public boolean isEmpty() {
        return isBlank(text) && isBlank(subject) && files.isEmpty();
    }

    /** No-break and zero-width spaces count as blanks too. */
    private static boolean isBlank(String text) {
        return text.chars()
                .allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x200B || c == 0xFEFF);
    }

    public @Nullable String fromAddress() {
        return from == null ? null : from.address();
    }
}
