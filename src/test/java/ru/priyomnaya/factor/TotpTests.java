package ru.priyomnaya.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTests {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238, appendix B, SHA-1. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void codesAreThoseOfTheStandard(long second, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)), 8))
                .isEqualTo(code);
    }

    @Test
    void aCodeCountsOnceAndForAMinuteAndAHalf() {
        var now = Instant.ofEpochSecond(1_111_111_109);
        var code = Totp.code(SECRET, Totp.step(now), 6);

        assertThat(Totp.matching(SECRET, code, now, -1)).hasValue(Totp.step(now));
        assertThat(Totp.matching(SECRET, code, now, Totp.step(now))).isEmpty();
        assertThat(Totp.matching(SECRET, code, now.plusSeconds(30), -1)).isPresent();
        assertThat(Totp.matching(SECRET, code, now.plusSeconds(60), -1)).isEmpty();
        assertThat(Totp.matching(SECRET, code, now.minusSeconds(60), -1)).isEmpty();
    }

    /** RFC 4648, 10. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void aSecretIsWrittenInBase32(String text, String written) {
        assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(written);
    }
}
