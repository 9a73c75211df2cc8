package ru.priyomnaya.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Spares a caller of the API the quarter of a second that bcrypt costs at each call: a password that matched is known for
 * five minutes by a salted digest of itself and of the stored hash, so a changed password is forgotten at once.
 */
class RememberedPasswords implements PasswordEncoder {
    private final PasswordEncoder slow;
    private final byte[] salt = new byte[32];
    private final Cache<String, Boolean> matched = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    RememberedPasswords(PasswordEncoder slow) {
        this.slow = slow;
        new SecureRandom().nextBytes(salt);
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence rawPassword) {
        return slow.encode(rawPassword);
    }

    @Override
    public boolean matches(@Nullable CharSequence rawPassword, @Nullable String encodedPassword) {
        var key = digest(rawPassword + "\0" + encodedPassword);
        if (matched.getIfPresent(key) != null) {
            return true;
        }
        var matches = slow.matches(rawPassword, encodedPassword);
        if (matches) {
            matched.put(key, true);
        }
        return matches;
    }

    @Override
    public boolean upgradeEncoding(@Nullable String encodedPassword) {
        return slow.upgradeEncoding(encodedPassword);
    }

    private String digest(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(salt);
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every JDK", e);
        }
    }
}
