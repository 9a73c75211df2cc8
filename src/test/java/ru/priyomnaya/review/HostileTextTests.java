package ru.priyomnaya.review;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.priyomnaya.appeal.Applicant;

/** Texts that were made to keep a program busy: a look at one takes as long as at any other of its length. */
class HostileTextTests {
    private static final int LONG = 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                " ",
                "а",
                "\n а",
                "ответ",
                "ответ по",
                "договор",
                "лицевой счёт ",
                "1",
                "8 905 ",
                "а ",
                "a 𝐀 ",
                "> ",
                "@",
                "a@",
                "a.",
                "х*",
                "-",
                "кому: ",
                "ул. д. "
            })
    void aLookEnds(String repeated) {
        var text = repeated.repeat(LONG / repeated.length());
        var words = new ForbiddenWords(ForbiddenWords.shipped());

        // Generous: a minute of backtracking is what must not happen, not a slow machine.
        assertTimeoutPreemptively(ofSeconds(20), () -> {
            var applicant =
                    new Applicant(Applicant.ApplicantType.PERSON, text, null, null, null, null, text, text, text, text);
            assertThat(ApplicantTraits.of(applicant, text, text).keys()).allMatch(key -> key.length() <= 200);
            assertThat(TextSketch.of(text).similarity(TextSketch.of(text))).isBetween(0.0, 1.0);
            assertThat(Readability.of(text)).isBetween(0.0, 1.0);
            words.find(text);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "да", "Здравствуйте"})
    void textsOfAWordAreNotTheSame(String text) {
        assertThat(TextSketch.of(text).similarity(TextSketch.of(text))).isZero();
        assertThat(List.of(TextSketch.of(text).bands(0))).isEmpty();
    }
}
