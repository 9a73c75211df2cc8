package ru.priyomnaya.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;

/** Cuts a stack of scanned pages into letters, so that none carries anything of another. */
public final class PageCutter {
    private PageCutter() {}

    /**
     * One PDF for each list of page numbers, in that order; the file itself when one list is all of it.
     *
     * @param letters page numbers from 0
     */
    public static List<byte[]> cut(byte[] pdf, List<List<Integer>> letters) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            if (letters.size() == 1 && isWhole(letters.get(0), document.getNumberOfPages())) {
                return List.of(pdf);
            }
            var parts = new ArrayList<byte[]>();
            for (var pages : letters) {
                parts.add(part(document, pages));
            }
            return parts;
        }
    }

    /**
     * The same pages turned so that a reader has them upright; the file itself when all are.
     *
     * @param turns for each page, by how many quarters clockwise it lies off
     */
    public static byte[] upright(byte[] pdf, List<Integer> turns) throws IOException {
        if (turns.stream().allMatch(quarters -> quarters == 0)) {
            return pdf;
        }
        try (var document = Loader.loadPDF(pdf)) {
            for (int page = 0; page < turns.size(); page++) {
                var sheet = document.getPage(page);
                sheet.setRotation(Math.floorMod(sheet.getRotation() - 90 * turns.get(page), 360));
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static boolean isWhole(List<Integer> pages, int all) {
        return pages.size() == all
                && java.util.stream.IntStream.range(0, all).allMatch(page -> pages.get(page) == page);
    }

    private static byte[] part(PDDocument document, List<Integer> pages) throws IOException {
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
            return bytes.toByteArray();
        }
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
