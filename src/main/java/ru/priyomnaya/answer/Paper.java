package ru.priyomnaya.answer;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;

/** HTML to PDF, with the fonts that come with the program. */
public final class Paper {
    private static final String FONT = "PT Serif";

    static {
        XRLog.setLoggingEnabled(false); // it writes past our log
    }

    private Paper() {}

    /** @param html names no address; what it might name is not fetched either */
    public static byte[] pdf(String html) throws IOException {
        var pdf = new ByteArrayOutputStream();
        new PdfRendererBuilder()
                .useFont(() -> font("PTF55F"), FONT, 400, FontStyle.NORMAL, true)
                .useFont(() -> font("PTF75F"), FONT, 700, FontStyle.NORMAL, true)
                .useFont(() -> font("PTF56F"), FONT, 400, FontStyle.ITALIC, true)
                .useUriResolver((base, uri) -> null)
                .withW3cDocument(new W3CDom().fromJsoup(Jsoup.parse(html)), "")
                .toStream(pdf)
                .run();
        return pdf.toByteArray();
    }

    private static InputStream font(String name) {
        return Objects.requireNonNull(Paper.class.getResourceAsStream("/fonts/" + name + ".ttf"));
    }
}
