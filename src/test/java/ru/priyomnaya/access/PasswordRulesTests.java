package ru.priyomnaya.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.priyomnaya.access.AccessProperties.LocalSignIn;

class PasswordRulesTests {
    private final PasswordRules rules = new PasswordRules(new AccessProperties(
            12,
            20,
            LocalSignIn.ALL,
            new AccessProperties.Passwords(12, true),
            new AccessProperties.Sessions(Duration.ofHours(2), Duration.ofHours(12), 5),
            new AccessProperties.Tokens(Duration.ofDays(365), Duration.ofDays(730), Duration.ofDays(14)),
            Set.of()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "короткий",
                "password12345",
                "Пароль123456!",
                "qwertyuiop123",
                "йцукенгшщзхъ1",
                "gfhjkmgfhjkm2026",
                "aaaaaaaaaaaaaa",
                "1212121212121212",
                "2026-11-28 2026",
                "Ivanova-in-the-office",
                "семьдесятдвабайтаэтотридцатьшестьрусскихбукв"
            })
    void whatIsTriedFirstIsRefused(String password) {
        assertThatThrownBy(() -> rules.check("ivanova", password)).isInstanceOf(Accounts.Unacceptable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"кувшин прилип к облаку", "Tr0mbone-lawyer-fern", "длинный кувшин"})
    void whatNobodyElseHasIsTaken(String password) {
        assertThatCode(() -> rules.check("ivanova", password)).doesNotThrowAnyException();
    }
}
