package ru.priyomnaya.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScanReaderTests {
    private final ScanReader reader = new ScanReader();

    @Test
    void aPdfStaysAsItIs() throws IOException {
        var pdf = pdf(2, false);

        var scan = reader.read(pdf);

        assertThat(scan.pdf()).isEqualTo(pdf);
        assertThat(scan.pages()).isEqualTo(2);
    }

    @Test
    @Timeout(20)
    void aTiffWhosePagesNeverEndIsRefused() {
        var endless = new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0, 8, 0, 0, 0};

        assertThatThrownBy(() -> reader.read(endless)).isInstanceOf(UnfitPaper.class);
    }

    @Test
    void aPhotographBecomesAPage() throws IOException {
        var jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 400, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg);

        assertThat(pagesOf(reader.read(jpeg.toByteArray()))).isEqualTo(1);
    }

    @Test
    void everyPageOfATiffBecomesAPage() throws IOException {
        var tiff = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (var output = ImageIO.createImageOutputStream(tiff)) {
            writer.setOutput(output);
            writer.prepareWriteSequence(null);
            for (int type :
                    new int[] {BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB
                    }) {
                writer.writeToSequence(new IIOImage(new BufferedImage(200, 100, type), null, null), null);
            }
            writer.endWriteSequence();
        }

        assertThat(pagesOf(reader.read(tiff.toByteArray()))).isEqualTo(3);
    }

    @Test
    void whatIsNoScanIsRefusedWithASentence() throws IOException {
        assertThatThrownBy(() -> reader.read("не скан".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnfitPaper.class)
                .hasMessageContaining("PDF, JPEG или TIFF");
        assertThatThrownBy(() -> reader.read("%PDF-1.4 обман".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnfitPaper.class)
                .hasMessageContaining("повреждён");
        assertThatThrownBy(() -> reader.read(
                        new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0}))
                .isInstanceOf(UnfitPaper.class);
        assertThatThrownBy(() -> reader.read(new byte[0])).isInstanceOf(UnfitPaper.class);
        var locked = pdf(1, true);
        assertThatThrownBy(() -> reader.read(locked)).isInstanceOf(UnfitPaper.class);
    }

    private static int pagesOf(ScanReader.Scan scan) throws IOException {
        try (var document = Loader.loadPDF(scan.pdf())) {
            assertThat(document.getNumberOfPages()).isEqualTo(scan.pages());
            return document.getNumberOfPages();
        }
    }

    private static byte[] pdf(int pages, boolean locked) throws IOException {
        try (var document = new PDDocument()) {
            for (int i = 0; i < pages; i++) {
                document.addPage(new PDPage());
            }
            if (locked) {
                document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }
}
