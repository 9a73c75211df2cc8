package ru.priyomnaya.desk;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** The sheet that lies between two letters in a stack for the scanner, and where a scan is cut. */
final class Separator {
    /** What its QR code says. */
    static final String MARK = "PRIYOMNAYA:SEPARATOR";

    private static final int RESOLUTION = 100;
    private static final long MOST_PIXELS = 40_000_000; // A4 at 600 dpi is 35 million
    private static final float LONGEST_SIDE = 3_000; // points; A4 is 842, A0 3 370
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
        try (var document = Loader.loadPDF(pdf)) {
            var renderer = new PDFRenderer(document);
            renderer.setSubsamplingAllowed(true);
            var letters = new ArrayList<List<Integer>>();
            letters.add(new ArrayList<>());
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                if (isSeparator(renderer, document.getPage(page), page)) {
                    letters.add(new ArrayList<>());
                } else {
                    letters.get(letters.size() - 1).add(page);
                }
            }
            letters.removeIf(List::isEmpty);
            var whole = letters.size() == 1 && letters.get(0).size() == document.getNumberOfPages();
            return whole ? List.of(pdf) : cut(document, letters);
        }
    }

    private static boolean isSeparator(PDFRenderer renderer, PDPage sheet, int page) throws IOException {
        if (isHuge(sheet)) {
            return false;
        }
        var picture = renderer.renderImageWithDPI(page, RESOLUTION, ImageType.GRAY);
        try {
            var found = new QRCodeReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(picture))),
                            Map.of(DecodeHintType.TRY_HARDER, true));
            return MARK.equals(found.getText());
        } catch (ReaderException none) {
            return false;
        }
    }

    /** Too big to draw: our sheet is A4. Asked before anything is unpacked. */
    private static boolean isHuge(PDPage page) throws IOException {
        var box = page.getCropBox();
        if (box.getWidth() > LONGEST_SIDE || box.getHeight() > LONGEST_SIDE) {
            return true;
        }
        var resources = page.getResources();
        for (var name : resources == null ? List.<COSName>of() : resources.getXObjectNames()) {
            if (resources.getXObject(name) instanceof PDImageXObject image
                    && (long) image.getWidth() * image.getHeight() > MOST_PIXELS) {
                return true;
            }
        }
        return false;
    }

    private static List<byte[]> cut(PDDocument document, List<List<Integer>> letters) throws IOException {
        var parts = new ArrayList<byte[]>();
        for (var pages : letters) {
            try (var part = new PDDocument()) {
                for (var number : pages) {
                    var page = document.getPage(number);
                    var own = ownResources(page);
                    var imported = part.importPage(page);
                    imported.setResources(own);
                    imported.setMediaBox(page.getMediaBox());
                    for (var link : List.of(COSName.ANNOTS, COSName.B, COSName.STRUCT_PARENTS)) {
                        imported.getCOSObject().removeItem(link);
                    }
                }
                var bytes = new ByteArrayOutputStream();
                part.save(bytes);
                parts.add(bytes.toByteArray());
            }
        }
        return parts;
    }

    /** What the page draws, and nothing else: pages of a scan may share one list of pictures, and the others are not this letter. */
    private static PDResources ownResources(PDPage page) throws IOException {
        var all = page.getResources();
        if (all == null) {
            return new PDResources();
        }
        var own = new PDResources(new COSDictionary(all.getCOSObject()));
        own.getCOSObject().removeItem(COSName.XOBJECT);
        Object before = null;
        for (var token : new PDFStreamParser(page).parse()) {
            if (token instanceof Operator operator
                    && operator.getName().equals(OperatorName.DRAW_OBJECT)
                    && before instanceof COSName name) {
                var drawn = all.getXObject(name);
                if (drawn != null) {
                    own.put(name, drawn);
                }
            }
            before = token;
        }
        return own;
    }
}
