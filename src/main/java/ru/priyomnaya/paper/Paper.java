package ru.priyomnaya.paper;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;

/** HTML to PDF/A-2u (ISO 19005-2), with the fonts that come with the program: every text can be read and copied for ever. */
public final class Paper {
    static final String FONT = "PT Serif";
    private static final byte[] COLOURS =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    static {
        XRLog.setLoggingEnabled(false); // it writes past our log
    }

    private Paper() {}

    /** What is done to the pages before they are saved. */
    @FunctionalInterface
    public interface Finish {
        void on(PDDocument document) throws IOException;
    }

    /** @param html names no address; what it might name is not fetched either, pictures are {@code data:} */
    public static byte[] pdf(String html) throws IOException {
        return pdf(html, document -> {});
    }

    /** As {@link #pdf(String)}. */
    public static byte[] pdf(String html, Finish finish) throws IOException {
        var pdf = new ByteArrayOutputStream();
        var builder = new PdfRendererBuilder()
                .useFont(() -> font("PTF55F"), FONT, 400, FontStyle.NORMAL, true)
                .useFont(() -> font("PTF75F"), FONT, 700, FontStyle.NORMAL, true)
                .useFont(() -> font("PTF56F"), FONT, 400, FontStyle.ITALIC, true)
                .useFont(() -> font("PTF76F"), FONT, 700, FontStyle.ITALIC, true)
                .usePdfAConformance(PdfAConformance.PDFA_2_U)
                .useColorProfile(COLOURS)
                .useUriResolver((base, uri) -> uri.startsWith("data:image/") || uri.startsWith("#") ? uri : null)
                .withW3cDocument(new W3CDom().fromJsoup(withBookmarks(html)), "");
        try (var renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            try (var document = renderer.getPdfDocument()) {
                finish.on(document);
                document.save(pdf);
            }
        }
        return pdf.toByteArray();
    }

    /** An element with {@code data-bookmark} and an id can be found again in the outline of the PDF, by that name. */
    private static Document withBookmarks(String html) {
        var page = Jsoup.parse(html);
        var bookmarks = page.head().appendElement("bookmarks");
        for (var marked : page.select("[data-bookmark][id]")) {
            bookmarks
                    .appendElement("bookmark")
                    .attr("name", marked.attr("data-bookmark"))
                    .attr("href", "#" + marked.id());
        }
        return page;
    }

    public static InputStream font(String name) {
        return Objects.requireNonNull(Paper.class.getResourceAsStream("/fonts/" + name + ".ttf"));
    }
}
