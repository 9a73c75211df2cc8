package ru.priyomnaya.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.core.ValidationException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import ru.priyomnaya.paper.PageCode;
import ru.priyomnaya.paper.PagePictures;

class LetterPrinterTests {
    private static final String TABLE =
            "Начислено:\n\n| Показатель | Значение |\n| --- | --- |\n| Октябрь | **1 200,00 ₽** |\n\n- первый\n- *второй*\n\n1. раз\n2. два";

    @BeforeAll
    static void validator() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    @ParameterizedTest
    @EnumSource(LetterKind.class)
    void everyTemplateIsPdfA(LetterKind kind) throws Exception {
        var code = kind == LetterKind.ANSWER ? new LetterCode(Printed.KEY, 1) : null;

        var letter =
                Printed.letter(Printed.blank(Blank.Layout.ACROSS), kind.heading() + "\n\n" + kind.body(), code, null);

        assertThat(violations(letter)).isEmpty();
    }

    static Stream<byte[]> difficult() throws IOException {
        var code = new LetterCode(Printed.KEY, 1);
        return Stream.of(
                Printed.letter(Printed.blank(Blank.Layout.CORNER), TABLE, code, logo()),
                Printed.letter(Printed.blank(Blank.Layout.ACROSS), TABLE, code, logo()),
                Printed.letter(Printed.blank(Blank.Layout.ACROSS), Printed.text(3) + TABLE, code, null),
                new SignatureMark("01AB23CD", "Морозов Виктор Николаевич", "с 01.01.2026 по 01.01.2027")
                        .on(Printed.letter(Printed.text(1), Printed.KEY, 1)));
    }

    @ParameterizedTest
    @MethodSource("difficult")
    void logosTablesPagesAndMarksStayPdfA(byte[] letter) throws Exception {
        assertThat(violations(letter)).isEmpty();
    }

    @Test
    void everyPageHasItsOwnCodeAndNumber() throws IOException {
        var letter = Printed.letter(Printed.text(3), Printed.KEY, 7);

        try (var pages = new PagePictures(letter);
                var document = Loader.loadPDF(letter)) {
            assertThat(pages.pages()).isGreaterThan(2);
            for (int page = 0; page < pages.pages(); page++) {
                var code = PageCode.in(pages.grey(page, 150)).orElseThrow();
                assertThat(LetterCode.of(code.text()))
                        .contains(new LetterCode.OnPage(new LetterCode(Printed.KEY, 7), page + 1, pages.pages()));
            }
            var text = new PDFTextStripper().getText(document);
            assertThat(text)
                    .contains("страница 1 из " + pages.pages())
                    .contains("ток <5 А, 5*3*2")
                    .contains("по доверенности № 17")
                    .contains("Исп. А. П. Иванова, тел. (48533) 2-14-10")
                    .contains("Акт проверки.pdf");
        }
        if (System.getProperty("pictures") != null) {
            Files.write(Path.of(System.getProperty("pictures"), "letter.pdf"), letter);
        }
    }

    @Test
    void theMarkOfASignatureNamesItsCertificate() throws IOException {
        var marked = new SignatureMark("01AB23CD", "Морозов Виктор Николаевич", "с 01.01.2026 по 01.01.2027")
                .on(Printed.letter("Ответ.", Printed.KEY, 1));

        try (var document = Loader.loadPDF(marked)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains(
                            "ДОКУМЕНТ ПОДПИСАН",
                            "Сертификат 01AB23CD",
                            "Владелец Морозов",
                            "с 01.01.2026 по 01.01.2027");
        }
    }

    private static java.util.List<String> violations(byte[] pdf)
            throws ModelParsingException, EncryptedPdfException, ValidationException, IOException {
        try (var parser =
                        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_2_U);
                var validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_U, false)) {
            var result = validator.validate(parser);
            assertThat(result.getTotalAssertions()).isGreaterThan(100);
            return result.getTestAssertions().stream()
                    .filter(assertion -> assertion.getStatus() == org.verapdf.pdfa.results.TestAssertion.Status.FAILED)
                    .map(assertion -> assertion.getRuleId().getClause() + ": " + assertion.getMessage())
                    .distinct()
                    .toList();
        }
    }

    private static byte[] logo() throws IOException {
        var picture = new BufferedImage(200, 80, BufferedImage.TYPE_INT_ARGB);
        var canvas = picture.createGraphics();
        canvas.setColor(new java.awt.Color(20, 90, 160, 200));
        canvas.fillOval(5, 5, 190, 70);
        canvas.dispose();
        var png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }
}
