package ru.priyomnaya.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/** The decoded bytes of a part. Base64 goes through the JDK's decoder: the mail library's works byte by byte. */
final class MimeBytes {
    private MimeBytes() {}

    static byte[] of(MimePart part) throws MessagingException, IOException {
        var encoding = part.getEncoding();
        if (encoding != null && encoding.strip().toLowerCase(Locale.ROOT).equals("base64")) {
            return base64(raw(part));
        }
        try (var decoded = part.getInputStream()) {
            return lenient(decoded);
        }
    }

    private static byte[] raw(MimePart part) throws MessagingException, IOException {
        try (var stream = part instanceof MimeMessage message
                ? message.getRawInputStream()
                : ((MimeBodyPart) part).getRawInputStream()) {
            return stream.readAllBytes();
        }
    }

    /** What can be decoded, even when the end is cut or padding stands in the middle. */
    static byte[] base64(byte[] raw) {
        try {
            return Base64.getMimeDecoder().decode(raw);
        } catch (IllegalArgumentException broken) {
            var alphabet = new byte[raw.length];
            int length = 0;
            for (byte b : raw) {
                var known = (b >= 'A' && b <= 'Z')
                        || (b >= 'a' && b <= 'z')
                        || (b >= '0' && b <= '9')
                        || b == '+'
                        || b == '/';
                if (known) {
                    alphabet[length++] = b;
                }
            }
            var whole = length % 4 == 1 ? length - 1 : length;
            return Base64.getDecoder().decode(Arrays.copyOf(alphabet, whole));
        }
    }

    /** What was read before a decoding error. */
    private static byte[] lenient(InputStream stream) {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        try {
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                bytes.write(buffer, 0, n);
            }
        } catch (IOException broken) {
            return bytes.toByteArray();
        }
        return bytes.toByteArray();
    }
}
