package ru.priyomnaya.paper;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.EncodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/**
 * The QR code of a page: drawn as rectangles, found in a picture of the page at any angle.
 *
 * @param corners centres of the three finder patterns in pixels of the picture: bottom left, top left, top right
 */
public record PageCode(String text, List<Point2D> corners) {
    private static final Map<DecodeHintType, Object> THOROUGHLY = Map.of(DecodeHintType.TRY_HARDER, true);
    private static final int SMALLEST = 400; // pixels; a smaller picture is not halved
    private static final double CORNER = 0.45; // of a side: a code in a corner is whole there, also askew

    /** Draws a code with its lower left corner there; all in points. The white border is the caller's. */
    public static void draw(PDPageContentStream content, String text, float left, float bottom, float side)
            throws IOException {
        try {
            var hints = Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.Q, EncodeHintType.MARGIN, 0);
            var code = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints);
            var module = side / code.getWidth();
            content.setNonStrokingColor(Color.BLACK);
            for (int y = 0; y < code.getHeight(); y++) {
                for (int x = 0; x < code.getWidth(); x++) {
                    if (code.get(x, y)) {
                        content.addRect(left + x * module, bottom + side - (y + 1) * module, module, module);
                    }
                }
            }
            content.fill();
        } catch (WriterException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By how many quarters of a turn, clockwise, the page lies off upright: 0 to 3. */
    public int quarterTurns() {
        var left = corners.get(1);
        var right = corners.get(2);
        var angle = Math.toDegrees(Math.atan2(right.getY() - left.getY(), right.getX() - left.getX()));
        return Math.floorMod((int) Math.round(angle / 90), 4);
    }

    /** The code in a picture of a whole page, where there is one. The cheap attempt comes first. */
    public static Optional<PageCode> in(BufferedImage page) {
        return anywhere(page).or(() -> inCorners(page));
    }

    /** One look at the whole page: for what is printed large. */
    static Optional<PageCode> anywhere(BufferedImage page) {
        return decoded(
                page, new Rectangle(page.getWidth(), page.getHeight()), picture -> picture, HybridBinarizer::new);
    }

    /** Corner by corner, where a letter has its code: there is less around it that looks like one. */
    private static Optional<PageCode> inCorners(BufferedImage page) {
        var width = (int) (page.getWidth() * CORNER);
        var height = (int) (page.getHeight() * CORNER);
        var corners = List.of(
                new Rectangle(0, page.getHeight() - height, width, height),
                new Rectangle(page.getWidth() - width, 0, width, height),
                new Rectangle(0, 0, width, height),
                new Rectangle(page.getWidth() - width, page.getHeight() - height, width, height));
        for (var treatment : TREATMENTS) {
            for (var corner : corners) {
                var found = decoded(page, corner, treatment, HybridBinarizer::new)
                        .or(() -> decoded(page, corner, treatment, GlobalHistogramBinarizer::new));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** As it is; softened, for dots and noise; halved, which closes the gaps of a fax. */
    private static final List<Function<BufferedImage, BufferedImage>> TREATMENTS =
            List.of(picture -> picture, PageCode::softened, PageCode::halved, picture -> softened(softened(picture)));

    private static Optional<PageCode> decoded(
            BufferedImage page,
            Rectangle part,
            Function<BufferedImage, BufferedImage> treatment,
            Function<LuminanceSource, Binarizer> binarizer) {
        var picture = treatment.apply(page.getSubimage(part.x, part.y, part.width, part.height));
        try {
            var bitmap = new BinaryBitmap(binarizer.apply(new BufferedImageLuminanceSource(picture)));
            var result = new QRCodeReader().decode(bitmap, THOROUGHLY);
            var scale = (double) part.width / picture.getWidth();
            return Optional.of(new PageCode(
                    result.getText(),
                    Arrays.stream(result.getResultPoints())
                            .limit(3)
                            .map(point -> (Point2D)
                                    new Point2D.Double(part.x + point.getX() * scale, part.y + point.getY() * scale))
                            .toList()));
        } catch (ReaderException | IllegalArgumentException | IndexOutOfBoundsException none) {
            return Optional.empty();
        }
    }

    private static BufferedImage halved(BufferedImage picture) {
        return Math.min(picture.getWidth(), picture.getHeight()) < SMALLEST
                ? picture
                : PagePictures.scaled(picture, 0.5);
    }

    private static BufferedImage softened(BufferedImage picture) {
        var weights = new float[9];
        Arrays.fill(weights, 1f / weights.length);
        var copy = PagePictures.scaled(picture, 1); // a part of a page shares its pixels with the page
        return new ConvolveOp(new Kernel(3, 3, weights), ConvolveOp.EDGE_NO_OP, null).filter(copy, null);
    }
}
