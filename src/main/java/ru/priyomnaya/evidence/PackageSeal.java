package ru.priyomnaya.evidence;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import ru.priyomnaya.signing.Sha256;

/**
 * The comment of the ZIP, {@code sha256:…}: the hash of every byte before it. The manifest speaks of files; this also of what
 * stands between them, so that no byte of a package can change unseen.
 */
final class PackageSeal {
    private static final String MARK = "sha256:";
    private static final int DIGITS = 64;

    /** As long as the comment that replaces it. */
    static final String EMPTY = MARK + "0".repeat(DIGITS);

    private PackageSeal() {}

    /** @param zip with the comment {@link #EMPTY}; changed in place */
    static byte[] seal(byte[] zip) {
        var digits = Sha256.of(Arrays.copyOf(zip, zip.length - DIGITS)).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, zip, zip.length - DIGITS, DIGITS);
        return zip;
    }

    enum Verdict {
        WHOLE,
        CHANGED,
        /** A package of the first format, or no package. */
        ABSENT
    }

    static Verdict of(Path file) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            var length = bytes.length();
            if (length < MARK.length() + DIGITS) {
                return Verdict.ABSENT;
            }
            var end = new byte[MARK.length() + DIGITS];
            bytes.seek(length - end.length);
            bytes.readFully(end);
            var comment = new String(end, StandardCharsets.ISO_8859_1);
            if (!comment.startsWith(MARK)) {
                return Verdict.ABSENT;
            }
            bytes.seek(0);
            return hash(bytes, length - DIGITS).equals(comment.substring(MARK.length()))
                    ? Verdict.WHOLE
                    : Verdict.CHANGED;
        }
    }

    private static String hash(RandomAccessFile bytes, long length) throws IOException {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            var portion = new byte[64 * 1024];
            for (var left = length; left > 0; ) {
                var read = bytes.read(portion, 0, (int) Math.min(portion.length, left));
                if (read < 0) {
                    throw new IOException("файл стал короче");
                }
                sha.update(portion, 0, read);
                left -= read;
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every JDK", e);
        }
    }
}
