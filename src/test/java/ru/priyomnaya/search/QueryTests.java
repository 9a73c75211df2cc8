package ru.priyomnaya.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.priyomnaya.search.Excerpt.Hit;
import ru.priyomnaya.search.Fragment.Piece;
import ru.priyomnaya.search.QueryTerms.Kind;

/** What is made of the words that somebody typed. */
class QueryTests {
    @ParameterizedTest(name = "{0} → {1} {2}")
    @CsvSource({
        "Счётчик,              WORDS,  счетчик",
        "№113,                 WORDS,  113",
        "113/С-26,             KEY,    113/с-26",
        "12/,                  KEY,    12/",
        "Maria@Example.ru,     KEY,    maria@example.ru",
        "+7 (921) 555-12-01,   KEY,    9215551201",
        "89215551201,          KEY,    9215551201",
        "«нет света»,          PHRASE, нет света",
        "\"нет света\",        PHRASE, нет света",
        "тариф,                WORDS,  тариф",
    })
    void aTermIsKnownByItsLook(String typed, Kind kind, String text) {
        var term = QueryTerms.of(typed).get(0);

        assertThat(term.kind()).isEqualTo(kind);
        assertThat(term.kind() == Kind.WORDS ? term.words().get(0) : term.typed())
                .isEqualTo(text);
    }

    @Test
    void aMinusExcludesAndPunctuationIsNothing() {
        var terms = QueryTerms.of("свет, -счётчик … ?!");

        assertThat(terms).hasSize(2);
        assertThat(terms.get(1).excluded()).isTrue();
        assertThat(QueryTerms.of(" ... !!! \"\" ")).isEmpty();
    }

    @Test
    void thereIsALimitToTerms() {
        assertThat(QueryTerms.of("слово ".repeat(1_000))).hasSize(12);
    }

    @ParameterizedTest
    @CsvSource({"rdbnfywbz,квитанция", "cxtnxbr,счетчик", "Ghbdtn,привет"})
    void theWrongLayoutIsTurned(String typed, String meant) {
        assertThat(KeyboardLayout.russian(typed)).contains(meant);
    }

    @Test
    void cyrillicIsInTheRightLayoutAlready() {
        assertThat(KeyboardLayout.russian("квитанция")).isEmpty();
        assertThat(KeyboardLayout.russian("123")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "квитанцыя,квитанция,1",
        "свте,свет,1",
        "счечик,счетчик,1",
        "договор,договор,0",
        "дом,том,1",
    })
    void mistakesAreCounted(String typed, String meant, int steps) {
        assertThat(Typo.distance(typed, meant)).isEqualTo(steps);
    }

    @Test
    void theRichestPartOfATextIsShownAsItIsWritten() {
        var text = "Счёт получен. " + "Пустые слова. ".repeat(30) + "Прошу счёт пересчитать <b>сегодня</b>. "
                + "Конец. ".repeat(30);

        var folded = Folded.of(text);
        var words = Excerpt.words(folded, Set.of("счет", "пересч"));
        var pieces = Excerpt.of(text, folded, words, Set.of()).orElseThrow();

        assertThat(words).extracting(Hit::word).containsExactly("счет", "счет", "пересчитать");

        assertThat(pieces).contains(new Piece("счёт", true), new Piece("пересчитать", true));
        assertThat(pieces.get(0).text()).isEqualTo("… ");
        assertThat(String.join("", pieces.stream().map(Piece::text).toList()))
                .contains("<b>сегодня</b>")
                .hasSizeLessThan(260);
    }

    @Test
    void nothingIsShownWhereNothingIsFound() {
        assertThat(Excerpt.words("пересчет счета", Set.of("чет"))).isEmpty();
        assertThat(Excerpt.of("Текст", "текст", List.of(), Set.of("113/с"))).isEmpty();
        assertThat(Excerpt.of("№ 113/С-26", "№ 113/с-26", List.of(), Set.of("113/с")))
                .isPresent();
    }
}
