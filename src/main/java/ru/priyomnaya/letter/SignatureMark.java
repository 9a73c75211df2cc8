package ru.priyomnaya.letter;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import ru.priyomnaya.paper.Paper;

/**
 * The visible mark of an electronic signature [отметка об электронной подписи] (ГОСТ Р 7.0.97-2016, 5.23): that the document is
 * signed, the number of the certificate, its owner and its term.
 *
 * @param validity «с 01.02.2026 по 01.02.2027»
 */
public record SignatureMark(String certificate, String owner, String validity) {
    private static final Color INK = new Color(0x1a, 0x3c, 0x8c);
    private static final float TEXT = 6.6f;
    private static final float LINE = 8.6f;
    private static final float PADDING = 5;
    private static final PDRectangle WITHOUT_PLACE = new PDRectangle(240, 125, 183, 68);

    /** The letter with the mark in the place of the signature. */
    public byte[] on(byte[] letter) throws IOException {
        try (var document = Loader.loadPDF(letter);
                var regular = Paper.font("PTF55F");
                var strong = Paper.font("PTF75F")) {
            var place = SignaturePlace.in(document)
                    .orElseGet(() -> new SignaturePlace(document.getNumberOfPages() - 1, WITHOUT_PLACE));
            var area = place.area();
            var plain = PDType0Font.load(document, regular);
            var bold = PDType0Font.load(document, strong);
            try (var content = new PDPageContentStream(
                    document,
                    document.getPage(place.page()),
                    AppendMode.APPEND,
                    /* compress= */ true,
                    /* resetContext= */ true)) {
                content.setStrokingColor(INK);
                content.setNonStrokingColor(INK);
                content.setLineWidth(1);
                content.addRect(area.getLowerLeftX(), area.getLowerLeftY(), area.getWidth(), area.getHeight());
                content.stroke();
                var top = area.getUpperRightY() - PADDING - TEXT;
                write(content, bold, area, top, "ДОКУМЕНТ ПОДПИСАН");
                write(content, bold, area, top - LINE, "ЭЛЕКТРОННОЙ ПОДПИСЬЮ");
                write(content, plain, area, top - 2.3f * LINE, "Сертификат " + certificate);
                write(content, plain, area, top - 3.4f * LINE, "Владелец " + owner);
                write(content, plain, area, top - 4.5f * LINE, "Действителен " + validity);
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    /** Smaller where it would not fit. */
    private static void write(PDPageContentStream content, PDType0Font font, PDRectangle area, float y, String line)
            throws IOException {
        var shown = line.codePoints()
                .filter(Character::isDefined)
                .filter(letter -> !Character.isISOControl(letter))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        var width = font.getStringWidth(shown) / 1000 * TEXT;
        var size = Math.min(TEXT, TEXT * (area.getWidth() - 2 * PADDING) / width);
        content.beginText();
        content.setFont(font, size);
        content.newLineAtOffset(area.getLowerLeftX() + PADDING, y);
        content.showText(shown);
        content.endText();
    }
}
