package ru.priyomnaya.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Which new passwords are fit: long ones that are not made of what everybody tries first. No rule about kinds of signs and none
 * about age (NIST SP 800-63B, 5.1.1.2).
 */
@Component
public class PasswordRules {
    private static final int LONGEST = 72; // bytes; bcrypt ignores what follows
    private static final int SHORTEST_NAME = 3;

    private final AccessProperties.Passwords rules;
    private final Set<String> common = common();

    PasswordRules(AccessProperties properties) {
        this.rules = properties.password();
    }

    public int shortest() {
        return rules.shortest();
    }

    /** @throws Accounts.Unacceptable with the reason, for whoever typed it */
    void check(String username, String password) {
        if (password.length() < rules.shortest() || password.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new Accounts.Unacceptable(
                    "Пароль: не короче %d знаков и не длиннее %d байт".formatted(rules.shortest(), LONGEST));
        }
        var lower = password.toLowerCase(Locale.ROOT);
        if (username.length() >= SHORTEST_NAME && lower.contains(username.toLowerCase(Locale.ROOT))) {
            throw new Accounts.Unacceptable("Пароль не должен содержать имя для входа");
        }
        if (rules.refuseCommon() && isCommon(lower)) {
            throw new Accounts.Unacceptable("Такой пароль подбирают первым. Возьмите несколько не связанных слов");
        }
    }

    /** Made of nothing but common words, digits and signs, or of one sign or pair over and over. */
    private boolean isCommon(String lower) {
        if (lower.chars().distinct().count() <= 2) {
            return true;
        }
        var reached = new boolean[lower.length() + 1];
        reached[0] = true;
        for (int from = 0; from < lower.length(); from++) {
            if (!reached[from]) {
                continue;
            }
            if (!Character.isLetter(lower.charAt(from))) {
                reached[from + 1] = true;
            }
            for (int to = from + 1; to <= lower.length(); to++) {
                reached[to] |= common.contains(lower.substring(from, to));
            }
        }
        return reached[lower.length()];
    }

    private static Set<String> common() {
        try (var stream = Objects.requireNonNull(
                        PasswordRules.class.getResourceAsStream("/access/common-passwords.txt"));
                var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> java.util.Arrays.stream(line.split(" ")))
                    .filter(word -> !word.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
