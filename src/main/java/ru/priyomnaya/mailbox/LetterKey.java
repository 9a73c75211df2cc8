package ru.priyomnaya.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a letter is known by: its Message-ID and, because some programs give one id to many letters, a digest of what the
 * sender wrote. Headers that servers add on the way do not count: the same letter in two folders has one key.
 *
 * @param externalId the Message-ID without angle brackets, or {@code sha256:…} when there is none; at most 998 characters
 */
record LetterKey(String externalId, String fingerprint) {
    private static final int LONGEST_ID = 998; // RFC 5322, 2.1.1
    private static final int LONGEST_HEADER = 256 << 10; // of what is looked at: a hostile one is as long as a letter
    private static final String[] SENDERS_OWN = {"Message-ID", "Date", "From", "To", "Subject"};

    static LetterKey of(byte[] letter) {
        var digest = sha256();
        var headers = headers(letter);
        var known = false;
        for (var name : SENDERS_OWN) {
            var values = headers == null ? null : headers.getHeader(name, "\n");
            known |= values != null;
            digest.update(String.valueOf(values).getBytes(StandardCharsets.ISO_8859_1));
            digest.update((byte) 0);
        }
        var body = known ? bodyStart(letter) : 0; // without headers of the sender's own, all of it counts
        digest.update(letter, body, letter.length - body);
        var fingerprint = HexFormat.of().formatHex(digest.digest());
        var id = headers == null ? null : headers.getHeader("Message-ID", null);
        return new LetterKey(clean(id, fingerprint), fingerprint);
    }

    private static String clean(@Nullable String id, String fingerprint) {
        var bare = id == null ? "" : id.replaceAll("[<>\\s\\p{Cntrl}]", "");
        if (bare.isEmpty()) {
            return "sha256:" + fingerprint;
        }
        return bare.length() <= LONGEST_ID ? bare : bare.substring(0, LONGEST_ID);
    }

    private static @Nullable InternetHeaders headers(byte[] letter) {
        try {
            return new InternetHeaders(
                    new ByteArrayInputStream(letter, 0, Math.min(bodyStart(letter), LONGEST_HEADER)));
        } catch (MessagingException e) {
            return null; // then the bytes alone tell letters apart
        }
    }

    /** After the first empty line, or the end. */
    static int bodyStart(byte[] letter) {
        for (int i = 0; i + 1 < letter.length; i++) {
            if (letter[i] == '\n') {
                if (letter[i + 1] == '\n') {
                    return i + 2;
                }
                if (letter[i + 1] == '\r' && i + 2 < letter.length && letter[i + 2] == '\n') {
                    return i + 3;
                }
            }
        }
        return letter.length;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every JDK", e);
        }
    }
}
