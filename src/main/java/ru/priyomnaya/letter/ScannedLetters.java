package ru.priyomnaya.letter;

import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import ru.priyomnaya.paper.PageCode;
import ru.priyomnaya.paper.PagePictures;

/** Reads what came from a scanner, page by page; and sees whether somebody has written where the signature belongs. */
public final class ScannedLetters {
    private static final int DPI = 200;
    private static final int COARSE = 4; // pixels a side that are looked at as one
    private static final int DARKER = 60; // than the paper, of 255
    private static final double EDGE = 0.04; // of a side: shadows of a scanner's lid
    private static final double BLANK = 0.0008; // of the page; one line of text is 0.003
    private static final double SIGNED = 0.004; // of the signature's place, over what is printed there

    private ScannedLetters() {}

    /** @throws ru.priyomnaya.paper.UnfitPaper when a page is too big to draw */
    public static List<ScannedPage> read(byte[] pdf) throws IOException {
        var pages = new ArrayList<ScannedPage>();
        try (var pictures = new PagePictures(pdf)) {
            pictures.requireDrawable(DPI);
            for (int page = 0; page < pictures.pages(); page++) {
                var picture = pictures.grey(page, DPI);
                var found = PageCode.in(picture);
                var code = found.flatMap(one -> LetterCode.of(one.text())).orElse(null);
                pages.add(new ScannedPage(
                        page,
                        code,
                        pictures.resolution(page),
                        code == null && isBlank(picture),
                        code == null ? 0 : found.orElseThrow().quarterTurns()));
            }
        }
        return pages;
    }

    /** Whether this file is a letter as the program prints it, draft or not, rather than paper that went through a scanner. */
    public static boolean isPrintout(byte[] pdf, List<ScannedPage> pages) throws IOException {
        if (pages.stream().allMatch(page -> page.resolution() > 0)) {
            return false;
        }
        try (var document = Loader.loadPDF(pdf)) {
            return SignaturePlace.in(document).isPresent();
        }
    }

    /**
     * Whether there is ink in the place of the signature that is not printed there. The code on the page says how the paper lay.
     *
     * @param letter as it was printed
     * @param scan its pages in order
     * @return false as well where the place or the code cannot be found
     */
    public static boolean isSigned(byte[] letter, byte[] scan) throws IOException {
        try (var printed = Loader.loadPDF(letter);
                var drawn = new PagePictures(letter);
                var scanned = new PagePictures(scan)) {
            var place = SignaturePlace.in(printed);
            if (place.isEmpty() || place.get().page() >= scanned.pages()) {
                return false;
            }
            var page = place.get().page();
            var original = drawn.grey(page, DPI);
            var picture = scanned.grey(page, DPI);
            var from = PageCode.in(original);
            var to = PageCode.in(picture);
            return from.isPresent()
                    && to.isPresent()
                    && ink(original, picture, place.get(), laid(from.get(), to.get())) > SIGNED;
        }
    }

    /** Share of the place that is dark on the scan and not on the original, give or take a millimetre. */
    private static double ink(BufferedImage original, BufferedImage scan, SignaturePlace place, AffineTransform laid) {
        var scale = DPI / 72.0;
        var area = place.area();
        var paper = paper(scan);
        var dark = 0;
        var seen = 0;
        var top = original.getHeight() - area.getUpperRightY() * scale;
        for (double y = top; y < top + area.getHeight() * scale; y += 2) {
            for (double x = area.getLowerLeftX() * scale; x < area.getUpperRightX() * scale; x += 2) {
                var there = laid.transform(new Point2D.Double(x, y), null);
                var sx = (int) Math.round(there.getX());
                var sy = (int) Math.round(there.getY());
                if (sx < 1 || sy < 1 || sx >= scan.getWidth() - 1 || sy >= scan.getHeight() - 1) {
                    continue;
                }
                seen++;
                if (level(scan, sx, sy) < paper - DARKER && !isPrintedNear(original, (int) x, (int) y)) {
                    dark++;
                }
            }
        }
        return seen == 0 ? 0 : (double) dark / seen;
    }

    private static boolean isPrintedNear(BufferedImage original, int x, int y) {
        for (int dy = -8; dy <= 8; dy += 4) {
            for (int dx = -8; dx <= 8; dx += 4) {
                var px = x + dx;
                var py = y + dy;
                if (px >= 0
                        && py >= 0
                        && px < original.getWidth()
                        && py < original.getHeight()
                        && level(original, px, py) < 255 - DARKER) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How the paper lay: what brings the corners of the printed code onto those of the scanned one. */
    private static AffineTransform laid(PageCode from, PageCode to) {
        try {
            var inverse = base(from).createInverse();
            var laid = base(to);
            laid.concatenate(inverse);
            return laid;
        } catch (NoninvertibleTransformException e) {
            throw new IllegalStateException("three corners of a code on one line", e);
        }
    }

    private static AffineTransform base(PageCode code) {
        var bottomLeft = code.corners().get(0);
        var topLeft = code.corners().get(1);
        var topRight = code.corners().get(2);
        return new AffineTransform(
                topRight.getX() - topLeft.getX(),
                topRight.getY() - topLeft.getY(),
                bottomLeft.getX() - topLeft.getX(),
                bottomLeft.getY() - topLeft.getY(),
                topLeft.getX(),
                topLeft.getY());
    }

    private static boolean isBlank(BufferedImage page) {
        var paper = paper(page);
        var left = (int) (page.getWidth() * EDGE);
        var top = (int) (page.getHeight() * EDGE);
        var dark = 0;
        var seen = 0;
        for (int y = top; y < page.getHeight() - top - COARSE; y += COARSE) {
            for (int x = left; x < page.getWidth() - left - COARSE; x += COARSE) {
                seen++;
                if (mean(page, x, y) < paper - DARKER) {
                    dark++;
                }
            }
        }
        return seen == 0 || (double) dark / seen < BLANK;
    }

    /** The level of the paper itself: the one that most of the page has. */
    private static int paper(BufferedImage page) {
        var levels = new int[256];
        for (int y = 0; y < page.getHeight(); y += 8) {
            for (int x = 0; x < page.getWidth(); x += 8) {
                levels[level(page, x, y)]++;
            }
        }
        var most = 255;
        for (int level = 254; level >= 0; level--) {
            if (levels[level] > levels[most]) {
                most = level;
            }
        }
        return most;
    }

    private static int mean(BufferedImage page, int left, int top) {
        var sum = 0;
        for (int y = 0; y < COARSE; y++) {
            for (int x = 0; x < COARSE; x++) {
                sum += level(page, left + x, top + y);
            }
        }
        return sum / (COARSE * COARSE);
    }

    private static int level(BufferedImage page, int x, int y) {
        return page.getRaster().getSample(x, y, 0);
    }
}
