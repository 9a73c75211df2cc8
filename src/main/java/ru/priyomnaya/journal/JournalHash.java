package ru.priyomnaya.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the chain is made of (decision 0037). Format 1 hashes an entry with its details; format 2 hashes a salted digest of them,
 * so that an entry whose details were erased is still the one that was sealed.
 */
final class JournalHash {
    static final String GENESIS = "0".repeat(64);
    static final int OVER_DETAILS = 1;
    static final int OVER_DIGEST = 2;

    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern ERASED = Pattern.compile("\\{\"erased\":(\\d+)}");

    private JournalHash() {}

    /** 32 hexadecimal digits that nobody can guess. */
    static String salt() {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    /** What stands for the details in the chain. */
    static String digest(String salt, String details) {
        return of("details", salt, details);
    }

    static String seal(String previous, SealedEntry entry) {
        return entry.digest() == null
                ? of(
                        previous,
                        String.valueOf(entry.id()),
                        entry.at().toString(),
                        entry.actor(),
                        entry.event(),
                        String.valueOf(entry.appeal()),
                        entry.details())
                : of(
                        "2",
                        previous,
                        String.valueOf(entry.id()),
                        entry.at().toString(),
                        entry.actor(),
                        entry.event(),
                        String.valueOf(entry.appeal()),
                        entry.digest());
    }

    /**
     * What the entry that erases says about an erased one: everything of it but its details, bound to what the chain knows it by.
     *
     * @throws NullPointerException for an entry that has neither digest nor seal
     */
    static String witness(SealedEntry entry) {
        return of(
                "erased",
                String.valueOf(entry.id()),
                entry.at().toString(),
                entry.actor(),
                entry.event(),
                String.valueOf(entry.appeal()),
                Objects.requireNonNull(entry.digest() == null ? entry.seal() : entry.digest()));
    }

    /** The entry that erased these details; null when they are there. */
    static @Nullable Long eraserOf(String details) {
        var mark = ERASED.matcher(details);
        return mark.matches() && mark.group(1).length() < 19 ? Long.valueOf(mark.group(1)) : null;
    }

    private static String of(String... parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                sha.update(part.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every JDK", e);
        }
    }
}
