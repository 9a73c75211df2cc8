package ru.priyomnaya.paper;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.springframework.stereotype.Component;
import ru.priyomnaya.document.MediaTypes;

/** Makes one PDF of what a scanner gives: PDF as it is, JPEG and every page of a TIFF on sheets of their own. */
@Component
public class ScanReader {
    private static final int MOST_PAGES = 200;
    private static final long MOST_PIXELS = 40_000_000; // A4 at 600 dpi is 35 million

    /** @param pdf complete file */
    public record Scan(byte[] pdf, int pages) {}

    /** @throws UnfitPaper with what is wrong, for staff */
    public Scan read(byte[] file) throws IOException {
        var type = MediaTypes.byContent(file);
        return switch (type) {
            case "application/pdf" -> pdf(file);
            case "image/jpeg", "image/tiff" -> pictures(file, type);
            default -> throw new UnfitPaper("Скан — это PDF, JPEG или TIFF, а файл по содержимому: " + type);
        };
    }

    private static Scan pdf(byte[] file) {
        try (var document = Loader.loadPDF(file)) {
            if (document.isEncrypted()) {
                throw new UnfitPaper("PDF зашифрован: сохраните его без пароля");
            }
            var pages = document.getNumberOfPages();
            if (pages < 1 || pages > MOST_PAGES) {
                throw new UnfitPaper("В PDF страниц: %d, допустимо от 1 до %d".formatted(pages, MOST_PAGES));
            }
            return new Scan(file, pages);
        } catch (IOException e) {
            throw new UnfitPaper("PDF повреждён и не открывается, отсканируйте ещё раз");
        }
    }

    private static Scan pictures(byte[] file, String type) throws IOException {
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(file));
                var document = new PDDocument()) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw unreadable();
            }
            var reader = readers.next();
            try {
                addPages(document, reader, input, file, type);
            } finally {
                reader.dispose();
            }
            if (document.getNumberOfPages() == 0) {
                throw unreadable();
            }
            var pdf = new ByteArrayOutputStream();
            document.save(pdf);
            return new Scan(pdf.toByteArray(), document.getNumberOfPages());
        } catch (IIOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            if (e instanceof UnfitPaper unfit) {
                throw unfit;
            }
            throw unreadable();
        }
    }

    private static void addPages(
            PDDocument document, ImageReader reader, ImageInputStream input, byte[] file, String type)
            throws IOException {
        reader.setInput(input);
        // A telephone hides a second, smaller picture in its JPEG.
        var most = type.equals("image/jpeg") ? 1 : MOST_PAGES + 1;
        // Never counted beforehand: the list of pages in a hostile TIFF may have no end.
        for (int page = 0; page < most && has(reader, page); page++) {
            if (page == MOST_PAGES) {
                throw new UnfitPaper("В файле больше %d страниц".formatted(MOST_PAGES));
            }
            // Asked before the pixels are unpacked: a small file may claim a giant picture.
            if ((long) reader.getWidth(page) * reader.getHeight(page) > MOST_PIXELS) {
                throw new UnfitPaper("Картинка слишком велика, сканируйте с разрешением до 600 dpi");
            }
            var picture = type.equals("image/jpeg")
                    ? JPEGFactory.createFromByteArray(document, file)
                    : LosslessFactory.createFromImage(document, plain(reader.read(page)));
            addPage(document, picture);
        }
    }

    private static boolean has(ImageReader reader, int page) throws IOException {
        try {
            return reader.getWidth(page) > 0;
        } catch (IndexOutOfBoundsException noMore) {
            return false;
        }
    }

    /** A bilevel or palette picture in the colours PDF knows. */
    private static BufferedImage plain(BufferedImage image) {
        var known =
                image.getType() == BufferedImage.TYPE_BYTE_BINARY || image.getType() == BufferedImage.TYPE_BYTE_GRAY;
        if (known) {
            return image;
        }
        var rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        var canvas = rgb.createGraphics();
        canvas.drawImage(image, 0, 0, null);
        canvas.dispose();
        return rgb;
    }

    private static void addPage(PDDocument document, PDImageXObject picture) throws IOException {
        var wide = picture.getWidth() > picture.getHeight();
        var sheet = wide
                ? new PDRectangle(/* width= */ PDRectangle.A4.getHeight(), /* height= */ PDRectangle.A4.getWidth())
                : PDRectangle.A4;
        var page = new PDPage(sheet);
        document.addPage(page);
        var scale = Math.min(sheet.getWidth() / picture.getWidth(), sheet.getHeight() / picture.getHeight());
        var width = picture.getWidth() * scale;
        var height = picture.getHeight() * scale;
        try (var content = new PDPageContentStream(document, page)) {
            content.drawImage(picture, (sheet.getWidth() - width) / 2, (sheet.getHeight() - height) / 2, width, height);
        }
    }

    private static UnfitPaper unreadable() {
        return new UnfitPaper("Картинка повреждена и не открывается, отсканируйте ещё раз");
    }
}
