package ru.priyomnaya.stand;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Plays printer, pen and scanner: a letter becomes paper, is signed by hand and comes back as pictures. */
public final class PaperStand {
    private static final float INCH = 72;

    private PaperStand() {}

    /**
     * How a sheet lay and what the scanner is like.
     *
     * @param skew degrees, as people lay paper
     * @param quarterTurns how often the sheet is turned by 90°
     * @param dpi of the picture
     * @param tone what the scanner makes of grey
     * @param noise standard deviation of a pixel, of 255
     * @param seed the same gives the same picture
     */
    public record Look(double skew, int quarterTurns, int dpi, Tone tone, double noise, long seed) {
        public static Look clean() {
            return new Look(0, 0, 200, Tone.GREY, 0, 1);
        }
    }

    /** GREY and PALE as a scanner makes them; BLACK a pixel is black or white; FAX so too, with half of the lines. */
    public enum Tone {
        GREY,
        PALE,
        BLACK,
        FAX
    }

    /** Signed and scanned: one PDF of pictures. */
    public static byte[] signedAndScanned(byte[] letter, Look look) throws IOException {
        return pdf(pages(letter, look, true), look.dpi());
    }

    /** The same without a signature: somebody forgot. */
    public static byte[] scanned(byte[] letter, Look look) throws IOException {
        return pdf(pages(letter, look, false), look.dpi());
    }

    /** The pages as the scanner sees them. */
    public static List<BufferedImage> pages(byte[] letter, Look look, boolean signed) throws IOException {
        try (var document = Loader.loadPDF(letter)) {
            var pages = new ArrayList<BufferedImage>();
            var renderer = new PDFRenderer(document);
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                var sheet = renderer.renderImageWithDPI(page, look.dpi(), ImageType.GRAY);
                if (signed) {
                    sign(sheet, document, page, look);
                }
                pages.add(seen(sheet, look, look.seed() * 31 + page));
            }
            return pages;
        }
    }

    /** One PDF, a picture a page. */
    public static byte[] pdf(List<BufferedImage> pages, int dpi) throws IOException {
        try (var document = new PDDocument()) {
            for (var picture : pages) {
                var sheet = new PDRectangle(picture.getWidth() * INCH / dpi, picture.getHeight() * INCH / dpi);
                var page = new PDPage(sheet);
                document.addPage(page);
                var image = picture.getType() == BufferedImage.TYPE_BYTE_BINARY
                        ? LosslessFactory.createFromImage(document, picture)
                        : JPEGFactory.createFromImage(document, picture, 0.6f);
                try (var content = new PDPageContentStream(document, page)) {
                    content.drawImage(image, 0, 0, sheet.getWidth(), sheet.getHeight());
                }
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    /** A stroke of the pen where the letter wants it. */
    private static void sign(BufferedImage sheet, PDDocument letter, int page, Look look) {
        var outline = letter.getDocumentCatalog().getDocumentOutline();
        if (outline == null) {
            return;
        }
        for (var item : outline.children()) {
            try {
                if (item.getDestination() instanceof PDPageXYZDestination there && there.retrievePageNumber() == page) {
                    var scale = look.dpi() / INCH;
                    stroke(sheet, 260 * scale, sheet.getHeight() - (there.getTop() - 38) * scale, scale, look.seed());
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private static void stroke(BufferedImage sheet, float left, float middle, float scale, long seed) {
        var random = new Random(seed);
        var line = new Path2D.Float();
        line.moveTo(left, middle);
        for (int loop = 0; loop < 6; loop++) {
            var x = left + loop * 22 * scale;
            line.curveTo(
                    x + 6 * scale,
                    middle - (10 + random.nextFloat() * 16) * scale,
                    x + 16 * scale,
                    middle + (6 + random.nextFloat() * 14) * scale,
                    x + 22 * scale,
                    middle + (random.nextFloat() - 0.5f) * 8 * scale);
        }
        var canvas = sheet.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setColor(new Color(40, 40, 40));
        canvas.setStroke(new BasicStroke(1.1f * scale, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.draw(line);
        canvas.dispose();
    }

    /** The glass is as big as the sheet: what lies askew loses its corners. */
    private static BufferedImage seen(BufferedImage sheet, Look look, long seed) {
        var turned = look.quarterTurns() % 2 == 0
                ? new BufferedImage(sheet.getWidth(), sheet.getHeight(), BufferedImage.TYPE_BYTE_GRAY)
                : new BufferedImage(sheet.getHeight(), sheet.getWidth(), BufferedImage.TYPE_BYTE_GRAY);
        var canvas = turned.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.setColor(new Color(225, 225, 225));
        canvas.fillRect(0, 0, turned.getWidth(), turned.getHeight());
        var laid = AffineTransform.getTranslateInstance(turned.getWidth() / 2.0, turned.getHeight() / 2.0);
        laid.rotate(Math.toRadians(look.skew()));
        laid.quadrantRotate(look.quarterTurns());
        laid.translate(-sheet.getWidth() / 2.0, -sheet.getHeight() / 2.0);
        canvas.drawImage(sheet, laid, null);
        canvas.dispose();
        addNoise(turned, look, seed);
        return switch (look.tone()) {
            case GREY, PALE -> turned;
            case BLACK -> black(turned);
            case FAX -> faxed(turned);
        };
    }

    private static void addNoise(BufferedImage picture, Look look, long seed) {
        var random = new Random(seed);
        var raster = picture.getRaster();
        var row = new int[picture.getWidth()];
        for (int y = 0; y < picture.getHeight(); y++) {
            raster.getSamples(0, y, row.length, 1, 0, row);
            for (int x = 0; x < row.length; x++) {
                var level = look.tone() == Tone.PALE ? 110 + row[x] * 0.5 : row[x];
                var dirty = look.noise() == 0 ? level : level + random.nextGaussian() * look.noise();
                row[x] = (int) Math.max(0, Math.min(255, dirty));
            }
            raster.setSamples(0, y, row.length, 1, 0, row);
        }
    }

    private static BufferedImage black(BufferedImage grey) {
        var black = new BufferedImage(grey.getWidth(), grey.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < grey.getHeight(); y++) {
            for (int x = 0; x < grey.getWidth(); x++) {
                black.getRaster().setSample(x, y, 0, grey.getRaster().getSample(x, y, 0) < 140 ? 0 : 1);
            }
        }
        return black;
    }

    /** Every second line is sent twice (ITU-T T.4, standard resolution). */
    private static BufferedImage faxed(BufferedImage grey) {
        var black = black(grey);
        for (int y = 1; y < black.getHeight(); y += 2) {
            for (int x = 0; x < black.getWidth(); x++) {
                black.getRaster().setSample(x, y, 0, black.getRaster().getSample(x, y - 1, 0));
            }
        }
        return black;
    }
}
