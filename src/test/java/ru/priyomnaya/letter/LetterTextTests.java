package ru.priyomnaya.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTextTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ток <5 А, напряжение >250 В",
                "итого 12*3,5*4 руб., ст. 5_2_1",
                "<script>alert(1)</script>",
                "AT&T, «кавычки», 5 < 6 && 7 > 6",
                "строка\nещё строка",
                "    с отступом"
            })
    void whatIsNotMarkupStaysAsItIs(String text) {
        assertThat(LetterText.plain(text)).isEqualTo(text.strip());
        assertThat(LetterText.html(text)).doesNotContain("<script", "<em>", "<code>");
    }

    @Test
    void markupShowsInTheLetterAndLeavesOnlyWordsElsewhere() {
        var text = "**Важно** и *срочно*:\n\n- раз\n- два\n\n| А | Б |\n| --- | --- |\n| 1 | 2 |";

        assertThat(LetterText.html(text))
                .contains("<strong>Важно</strong>", "<em>срочно</em>", "<li>раз</li>", "<td>1</td>");
        assertThat(LetterText.plain(text))
                .contains("Важно и срочно:", "раз", "два")
                .doesNotContain("**");
    }

    @Test
    void aLetterHasNoLinksAndNoPictures() {
        assertThat(LetterText.html("[сайт](https://example.ru) ![рисунок](https://example.ru/x.png)"))
                .doesNotContain("href", "<img")
                .contains("сайт (https://example.ru)", "рисунок");
    }

    @Test
    void variablesAreFilledOnceAndUnknownOnesStayInSight() {
        var filled = Variables.filled(
                "№ {{номер}} от {{ дата }}\n\n{{пусто}}\n\nконец {{нет_такой}}",
                Map.of("номер", "1/Э-26 {{дата}} $1", "дата", "01.02.2026", "пусто", ""));

        assertThat(filled).isEqualTo("№ 1/Э-26 {{дата}} $1 от 01.02.2026\n\nконец {{нет_такой}}");
        assertThat(Variables.unknownIn("{{номер}} {{нет}}", List.of("номер"))).containsExactly("нет");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- - - - - - - глубоко", "1. 1. 1. 1. 1. 1. глубоко"})
    void aListWithinListsWithoutEndIsRefused(String text) {
        assertThatThrownBy(() -> LetterText.check(text))
                .isInstanceOf(UnfitLetter.class)
                .hasMessageContaining("не глубже");
        LetterText.check("- раз\n  - два\n- три - четыре - пять - шесть - семь");
    }

    @Test
    void aTableWiderThanAPageIsRefused() {
        assertThatThrownBy(() -> LetterText.check("|" + " а |".repeat(25)))
                .isInstanceOf(UnfitLetter.class)
                .hasMessageContaining("столбцов");
    }

    @Test
    void wordsStruckOutInWordAreNotTakenForText() throws IOException {
        var docx = DocxLetter.write(Printed.blank(Blank.Layout.ACROSS), sheet(), "не возражаем");
        try (var document = new XWPFDocument(new ByteArrayInputStream(docx));
                var bytes = new ByteArrayOutputStream()) {
            document.getParagraphs().stream()
                    .filter(paragraph -> paragraph.getText().equals("не возражаем"))
                    .forEach(paragraph -> paragraph
                            .getCTP()
                            .addNewDel()
                            .addNewR()
                            .addNewDelText()
                            .setStringValue("не"));
            document.write(bytes);

            assertThatThrownBy(() -> DocxLetter.read(bytes.toByteArray()))
                    .isInstanceOf(UnfitLetter.class)
                    .hasMessageContaining("рецензирования");
        }
    }

    @Test
    void whatGoesToWordComesBack() throws IOException {
        var text =
                "Начало **важное** и *срочное*.\n\n- раз\n- два\n\n1. первый\n2. второй\n\n| Показатель | Значение |\n| --- | --- |\n| Октябрь | 5 |\n\nконец";
        var docx = DocxLetter.write(Printed.blank(Blank.Layout.ACROSS), sheet(), text);

        assertThat(DocxLetter.read(docx)).isEqualTo(text);
        assertThat(DocxLetter.read(edited(docx))).isEqualTo(text.replace("конец", "другой конец"));
    }

    @Test
    void aForeignFileIsRefusedWithASentence() throws IOException {
        assertThatThrownBy(() -> DocxLetter.read(new byte[] {1, 2, 3}))
                .isInstanceOf(UnfitLetter.class)
                .hasMessageContaining("нужен DOCX");
        try (var foreign = new XWPFDocument();
                var bytes = new ByteArrayOutputStream()) {
            foreign.createParagraph().createRun().setText("Просто текст");
            foreign.write(bytes);
            assertThatThrownBy(() -> DocxLetter.read(bytes.toByteArray()))
                    .isInstanceOf(UnfitLetter.class)
                    .hasMessageContaining("скачанный из этой карточки");
        }
    }

    @Test
    void aTemplateThatWouldLoseTheAnswerIsRefused() {
        var template = new LetterTemplate(LetterKind.ANSWER, 0, "О рассмотрении", "Здравствуйте!", null, null);
        assertThatThrownBy(template::check).isInstanceOf(UnfitLetter.class).hasMessageContaining("{{текст}}");
        var unknown = new LetterTemplate(LetterKind.EXTENSION, 0, "О", "{{чепуха}}", null, null);
        assertThatThrownBy(unknown::check).isInstanceOf(UnfitLetter.class).hasMessageContaining("чепуха");
    }

    private static Sheet sheet() {
        return new Sheet(
                "О рассмотрении",
                "",
                "1/Э-26",
                "",
                "на обращение от 01.02.2026",
                List.of("Петрова"),
                List.of(""),
                "",
                "А. П. Иванова",
                List.of(),
                true,
                null);
    }

    private static byte[] edited(byte[] docx) throws IOException {
        try (var document = new XWPFDocument(new ByteArrayInputStream(docx));
                var bytes = new ByteArrayOutputStream()) {
            document.getParagraphs().stream()
                    .filter(paragraph -> paragraph.getText().equals("конец"))
                    .forEach(paragraph -> paragraph.getRuns().get(0).setText("другой конец", 0));
            document.write(bytes);
            return bytes.toByteArray();
        }
    }
}
