package ru.priyomnaya.letter;

import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;

/**
 * Where a letter is signed, between the position and the name: the template marks the line «Подпись» in the outline of the PDF.
 *
 * @param page from 0
 * @param area in points, from the lower left corner of the page
 */
record SignaturePlace(int page, PDRectangle area) {
    static final String BOOKMARK = "Подпись";

    private static final float MILLIMETRE = 72 / 25.4f;
    // The columns of letter.html: 35 % of 170 mm for the position, 38 % for the signature.
    private static final float LEFT = (25 + 170 * 0.35f) * MILLIMETRE;
    private static final float WIDTH = 170 * 0.38f * MILLIMETRE;
    private static final float HEIGHT = 24 * MILLIMETRE;

    /** Empty for a letter that nobody signs, and for one printed before there were such marks. */
    static Optional<SignaturePlace> in(PDDocument letter) throws IOException {
        var outline = letter.getDocumentCatalog().getDocumentOutline();
        if (outline == null) {
            return Optional.empty();
        }
        for (var item : outline.children()) {
            if (item.getTitle().equals(BOOKMARK) && item.getDestination() instanceof PDPageXYZDestination there) {
                var bottom = there.getTop() - HEIGHT;
                return Optional.of(
                        new SignaturePlace(there.retrievePageNumber(), new PDRectangle(LEFT, bottom, WIDTH, HEIGHT)));
            }
        }
        return Optional.empty();
    }
}
