package ru.priyomnaya.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LetterKeyTests {
    @Test
    void oneIdWithTwoContentsIsTwoLettersAndServersHeadersDoNotCount() {
        var letter = "Message-ID: <1@x>\r\nFrom: a@b.ru\r\nSubject: s\r\n\r\nодно";

        assertThat(LetterKey.of(utf8(letter)).externalId()).isEqualTo("1@x");
        assertThat(LetterKey.of(utf8("Received: by mx\r\n" + letter))).isEqualTo(LetterKey.of(utf8(letter)));
        assertThat(LetterKey.of(utf8(letter + "!"))).isNotEqualTo(LetterKey.of(utf8(letter)));
        assertThat(LetterKey.of(utf8("From: a@b.ru\r\n\r\nx")).externalId()).startsWith("sha256:");
    }

    @Test
    void whatHasNoHeadersOfASenderIsKnownByAllOfItsBytes() {
        assertThat(LetterKey.of(utf8("Здравствуйте, течёт крыша\r\n")))
                .isNotEqualTo(LetterKey.of(utf8("Здравствуйте, нет света\r\n")));
        assertThat(LetterKey.of(utf8("box, UID 5 (UIDVALIDITY 1)")))
                .isNotEqualTo(LetterKey.of(utf8("box, UID 6 (UIDVALIDITY 1)")));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
