package ru.priyomnaya.paper;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;

/** The pages of a PDF as pictures; what is too big to draw is asked about before anything is unpacked. */
public final class PagePictures implements Closeable {
    private static final long MOST_PIXELS = 40_000_000; // A4 at 600 dpi is 35 million
    private static final float LONGEST_SIDE = 1_700; // points; A4 is 842, A2 1 684
    private static final long MOST_PIXELS_OF_A_FILE = 900_000_000; // 230 pages of A4 at 200 dpi
    private static final int DEEPEST = 5; // forms within forms

    private final PDDocument document;
    private final PDFRenderer renderer;

    /** @throws IOException when it is no readable PDF */
    public PagePictures(byte[] pdf) throws IOException {
        document = Loader.loadPDF(pdf);
        renderer = new PDFRenderer(document);
        renderer.setSubsamplingAllowed(true);
    }

    public int pages() {
        return document.getNumberOfPages();
    }

    /**
     * A page in shades of grey.
     *
     * @param page from 0
     * @throws UnfitPaper when it is too big to draw
     */
    public BufferedImage grey(int page, int dpi) throws IOException {
        return drawn(page, dpi, ImageType.GRAY);
    }

    /** A page as a PNG, for a screen. Arguments as for {@link #grey}. */
    public byte[] png(int page, int dpi) throws IOException {
        var png = new ByteArrayOutputStream();
        ImageIO.write(drawn(page, dpi, ImageType.RGB), "png", png);
        return png.toByteArray();
    }

    private BufferedImage drawn(int page, int dpi, ImageType colours) throws IOException {
        if (isHuge(document.getPage(page))) {
            throw new UnfitPaper(
                    "Страница %d слишком велика, сканируйте листы А4 с разрешением до 600 dpi".formatted(page + 1));
        }
        return renderer.renderImageWithDPI(page, dpi, colours);
    }

    /** @throws UnfitPaper when all pages together would be more than a program should draw */
    public void requireDrawable(int dpi) {
        double pixels = 0;
        for (var page : document.getPages()) {
            var box = page.getCropBox();
            pixels += (double) box.getWidth() * box.getHeight() * dpi * dpi / (72 * 72);
        }
        if (pixels > MOST_PIXELS_OF_A_FILE) {
            throw new UnfitPaper("В файле слишком много больших страниц: сканируйте листы А4 по частям");
        }
    }

    /** All pages as {@code data:} addresses of PNGs, for a screen that shows a letter before it exists. */
    public static List<String> dataUrls(byte[] pdf, int dpi) throws IOException {
        var pages = new ArrayList<String>();
        try (var pictures = new PagePictures(pdf)) {
            for (int page = 0; page < pictures.pages(); page++) {
                pages.add(dataUrl(pictures.png(page, dpi)));
            }
        }
        return pages;
    }

    /** A PNG as an address that a page can show without asking anybody. */
    public static String dataUrl(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    /**
     * The resolution of the picture that covers the page, in dots an inch; 0 where no picture does, as in a letter that never was
     * paper.
     */
    public int resolution(int page) throws IOException {
        return PlacedPictures.resolution(document.getPage(page));
    }

    static boolean isHuge(PDPage page) throws IOException {
        var box = page.getCropBox();
        if (box.getWidth() > LONGEST_SIDE || box.getHeight() > LONGEST_SIDE) {
            return true;
        }
        return hasHuge(page.getResources(), 0);
    }

    /** Also inside forms: what a page names is what would be unpacked. */
    private static boolean hasHuge(@Nullable PDResources resources, int depth) throws IOException {
        if (resources == null) {
            return false;
        }
        if (depth > DEEPEST) {
            return true;
        }
        for (COSName name : resources.getXObjectNames()) {
            var drawn = resources.getXObject(name);
            var huge = drawn instanceof PDImageXObject image
                    ? (long) image.getWidth() * image.getHeight() > MOST_PIXELS
                    : drawn instanceof PDFormXObject form && hasHuge(form.getResources(), depth + 1);
            if (huge) {
                return true;
            }
        }
        return false;
    }

    static BufferedImage scaled(BufferedImage picture, double scale) {
        var width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        var height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        var small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        var canvas = small.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(picture, 0, 0, width, height, null);
        canvas.dispose();
        return small;
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
