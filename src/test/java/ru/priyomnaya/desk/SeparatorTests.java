package ru.priyomnaya.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.Test;

class SeparatorTests {
    @Test
    void aScanWithoutSeparatorsIsOneLetterAsItWas() throws IOException {
        var scan = scan(1, 2);

        assertThat(Separator.letters(scan)).singleElement().isEqualTo(scan);
    }

    @Test
    void separatorsAloneAreNoLetter() throws IOException {
        assertThat(Separator.letters(Separator.sheet())).isEmpty();
    }

    @Test
    void aLetterKeepsItsPicturesAndCarriesNoneOfAnother() throws IOException {
        var letters = Separator.letters(merged(scan(1, 2), Separator.sheet(), scan(3)));

        assertThat(letters).hasSize(2);
        assertThat(pictures(letters.get(0))).containsExactly(1, 2);
        assertThat(pictures(letters.get(1))).containsExactly(3);
    }

    @Test
    void pagesThatShareOneListOfPicturesAreParted() throws IOException {
        byte[] shared;
        try (var document = new PDDocument()) {
            var all = new PDResources();
            for (int letter = 1; letter <= 2; letter++) {
                all.put(COSName.getPDFName("Im" + letter), LosslessFactory.createFromImage(document, picture(letter)));
            }
            all.put(COSName.getPDFName("Im9"), LosslessFactory.createFromImage(document, code()));
            for (var name : List.of("Im1", "Im9", "Im2")) {
                var page = new PDPage(PDRectangle.A4);
                page.setResources(all);
                document.addPage(page);
                try (var content =
                        new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, false)) {
                    content.drawImage((PDImageXObject) all.getXObject(COSName.getPDFName(name)), 100, 300, 300, 300);
                }
            }
            shared = saved(document);
        }

        var letters = Separator.letters(shared);

        assertThat(letters).hasSize(2);
        assertThat(pictures(letters.get(0))).containsExactly(1);
        assertThat(pictures(letters.get(1))).containsExactly(2);
    }

    @Test
    void aSheetTooBigToDrawIsNoSeparator() throws IOException {
        byte[] huge;
        try (var document = new PDDocument()) {
            document.addPage(new PDPage(new PDRectangle(2_000_000, 2_000_000)));
            huge = saved(document);
        }

        assertThat(Separator.letters(huge)).containsExactly(huge);
    }

    /** One page a letter's number, each with a picture that many pixels wide. */
    private static byte[] scan(int... widths) throws IOException {
        try (var document = new PDDocument()) {
            for (var width : widths) {
                var page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    content.drawImage(LosslessFactory.createFromImage(document, picture(width)), 0, 0, 300, 300);
                }
            }
            return saved(document);
        }
    }

    private static BufferedImage picture(int width) {
        return new BufferedImage(width, 5, BufferedImage.TYPE_INT_RGB);
    }

    private static BufferedImage code() throws IOException {
        try (var sheet = Loader.loadPDF(Separator.sheet())) {
            var resources = sheet.getPage(0).getResources();
            var name = resources.getXObjectNames().iterator().next();
            return ((PDImageXObject) resources.getXObject(name)).getImage();
        }
    }

    /** The widths of all pictures that the file holds, drawn or not. */
    private static List<Integer> pictures(byte[] pdf) throws IOException {
        var widths = new ArrayList<Integer>();
        try (var document = Loader.loadPDF(pdf)) {
            for (var page : document.getPages()) {
                for (var name : page.getResources().getXObjectNames()) {
                    var picture = (PDImageXObject) page.getResources().getXObject(name);
                    widths.add(picture.getWidth());
                }
            }
        }
        return widths;
    }

    private static byte[] merged(byte[]... parts) throws IOException {
        try (var whole = new PDDocument()) {
            var merger = new PDFMergerUtility();
            for (var part : parts) {
                try (var document = Loader.loadPDF(part)) {
                    merger.appendDocument(whole, document);
                }
            }
            return saved(whole);
        }
    }

    private static byte[] saved(PDDocument document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }
}
