package ru.priyomnaya.desk;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import ru.priyomnaya.paper.PageCode;
import ru.priyomnaya.paper.PageCutter;
import ru.priyomnaya.paper.PagePictures;
import ru.priyomnaya.paper.UnfitPaper;

/** The sheet that lies between two letters in a stack for the scanner, and where a scan is cut. */
final class Separator {
    /** What its QR code says. */
    static final String MARK = "PRIYOMNAYA:SEPARATOR";

    private static final int RESOLUTION = 100;
    private static final int CODE_PIXELS = 600;
    private static final float CODE_POINTS = 300;

    private Separator() {}

    /** One sheet to print, as often as needed. */
    static byte[] sheet() throws IOException {
        try (var document = new PDDocument();
                var font = Objects.requireNonNull(Separator.class.getResourceAsStream("/fonts/PTF75F.ttf"))) {
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            var code = LosslessFactory.createFromImage(
                    document,
                    MatrixToImageWriter.toBufferedImage(
                            new QRCodeWriter().encode(MARK, BarcodeFormat.QR_CODE, CODE_PIXELS, CODE_PIXELS)));
            var heading = PDType0Font.load(document, font);
            try (var content = new PDPageContentStream(document, page)) {
                var left = (PDRectangle.A4.getWidth() - CODE_POINTS) / 2;
                content.drawImage(code, left, 300, CODE_POINTS, CODE_POINTS);
                content.beginText();
                content.setFont(heading, 20);
                content.newLineAtOffset(left, 250);
                content.showText("Разделитель писем");
                content.endText();
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (WriterException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The letters of a scan, in order; a scan without separators is one letter, one of separators alone is none. */
    static List<byte[]> letters(byte[] pdf) throws IOException {
        var letters = new ArrayList<List<Integer>>();
        letters.add(new ArrayList<>());
        try (var pictures = new PagePictures(pdf)) {
            for (int page = 0; page < pictures.pages(); page++) {
                if (isSeparator(pictures, page)) {
                    letters.add(new ArrayList<>());
                } else {
                    letters.get(letters.size() - 1).add(page);
                }
            }
        }
        letters.removeIf(List::isEmpty);
        return PageCutter.cut(pdf, letters);
    }

    private static boolean isSeparator(PagePictures pictures, int page) throws IOException {
        try {
            return PageCode.in(pictures.grey(page, RESOLUTION))
                    .filter(code -> code.text().equals(MARK))
                    .isPresent();
        } catch (UnfitPaper tooBig) { // our sheet is A4
            return false;
        }
    }
}
