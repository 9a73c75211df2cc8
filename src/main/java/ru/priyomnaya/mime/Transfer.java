package ru.priyomnaya.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/** The decoded bytes of a part. Base64 goes through the JDK's decoder: the mail library's works byte by byte. */
final class Transfer {
    private static final int SAMPLE = 4_000;

    private Transfer() {}

    static byte[] decoded(MimePart part) throws MessagingException, IOException {
        var header = part.getHeader("Content-Transfer-Encoding", null);
        var encoding = header == null ? "" : HeaderField.of(header).value();
        var raw = raw(part);
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "base64" -> looksLikeProse(raw) ? raw : base64(raw);
            case "quoted-printable" -> quoted(raw);
            case "x-uuencode", "uuencode", "x-uue", "uue" -> uuencoded(raw);
            default -> raw;
        };
    }

    static byte[] raw(MimePart part) throws MessagingException, IOException {
        try (var stream = part instanceof MimeMessage message
                ? message.getRawInputStream()
                : ((MimeBodyPart) part).getRawInputStream()) {
            return stream.readAllBytes();
        }
    }

    private static byte[] uuencoded(byte[] raw) {
        var found = InlineCodes.in(raw);
        return found.files().isEmpty() ? raw : found.files().get(0).bytes();
    }

    /** «base64» written over a text that is none: words between spaces, or bytes beyond ASCII. */
    private static boolean looksLikeProse(byte[] raw) {
        var foreign = 0;
        var spaced = 0;
        var length = Math.min(raw.length / 2 + 1, SAMPLE); // a footer of prose may follow
        for (int i = 0; i < length && i < raw.length; i++) {
            if (raw[i] < 0) {
                foreign++;
            } else if (raw[i] == ' ' && i > 0 && i + 1 < length && isCode(raw[i - 1]) && isCode(raw[i + 1])) {
                spaced++;
            }
        }
        return foreign > length / 20 || spaced > length / 20;
    }

    /** What can be decoded, even when the end is cut, padding stands in the middle or a footer follows. */
    static byte[] base64(byte[] raw) {
        try {
            return Base64.getMimeDecoder().decode(raw);
        } catch (IllegalArgumentException broken) {
            return pieces(raw);
        }
    }

    /** Padding ends a piece; another one may follow where programs have encoded in blocks, a footer in words may not. */
    private static byte[] pieces(byte[] raw) {
        var bytes = new ByteArrayOutputStream(raw.length);
        var piece = new byte[raw.length];
        int length = 0;
        for (int i = 0; i < raw.length; i++) {
            if (isCode(raw[i])) {
                piece[length++] = raw[i];
            } else if (raw[i] == '=') {
                bytes.writeBytes(whole(piece, length));
                length = 0;
                if (!codeFollows(raw, i)) {
                    return bytes.toByteArray();
                }
            }
        }
        bytes.writeBytes(whole(piece, length));
        return bytes.toByteArray();
    }

    private static boolean codeFollows(byte[] raw, int at) {
        int i = at + 1;
        while (i < raw.length && (raw[i] == '=' || raw[i] == '\r' || raw[i] == '\n')) {
            i++;
        }
        int codes = 0;
        while (i < raw.length && isCode(raw[i])) {
            codes++;
            i++;
        }
        return codes >= 4 && (i >= raw.length || raw[i] == '\r' || raw[i] == '\n' || raw[i] == '=');
    }

    private static byte[] whole(byte[] piece, int length) {
        var whole = length % 4 == 1 ? length - 1 : length;
        return Base64.getDecoder().decode(Arrays.copyOf(piece, whole));
    }

    private static boolean isCode(byte b) {
        return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '+' || b == '/';
    }

    /** Quoted-printable (RFC 2045, 6.7); an equals sign that encodes nothing is one. */
    static byte[] quoted(byte[] raw) {
        var bytes = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '=') {
                bytes.write(raw[i]);
                continue;
            }
            var high = digit(raw, i + 1);
            var low = digit(raw, i + 2);
            if (high >= 0 && low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                var after = afterSoftBreak(raw, i + 1);
                if (after < 0) {
                    bytes.write('=');
                } else {
                    i = after - 1;
                }
            }
        }
        return bytes.toByteArray();
    }

    /** Blanks may stand between the sign and the end of the line; -1 when no line ends there. */
    private static int afterSoftBreak(byte[] raw, int from) {
        int i = from;
        while (i < raw.length && (raw[i] == ' ' || raw[i] == '\t')) {
            i++;
        }
        if (i >= raw.length) {
            return raw.length;
        }
        if (raw[i] == '\r') {
            return i + 1 < raw.length && raw[i + 1] == '\n' ? i + 2 : i + 1;
        }
        return raw[i] == '\n' ? i + 1 : -1;
    }

    private static int digit(byte[] raw, int at) {
        return at < raw.length ? Character.digit(raw[at], 16) : -1;
    }
}
