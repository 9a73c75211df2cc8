package ru.priyomnaya.reader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Files with one line of text in them. */
public final class Samples {
    private Samples() {}

    public static byte[] pdf(String text) {
        try (var document = new PDDocument();
                var font = Objects.requireNonNull(Samples.class.getResourceAsStream("/fonts/PTF55F.ttf"))) {
            var page = new PDPage();
            document.addPage(page);
            var letters = PDType0Font.load(document, font);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(letters, 12);
                content.newLineAtOffset(50, 700);
                content.showText(text);
                content.endText();
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] docx(String text) throws IOException {
        try (var document = new XWPFDocument()) {
            document.createParagraph().createRun().setText(text);
            var bytes = new ByteArrayOutputStream();
            document.write(bytes);
            return bytes.toByteArray();
        }
    }

    static byte[] xlsx(String text) throws IOException {
        try (var book = new XSSFWorkbook()) {
            var row = book.createSheet().createRow(0);
            row.createCell(0).setCellValue(text);
            row.createCell(1).setCellValue(4242);
            var bytes = new ByteArrayOutputStream();
            book.write(bytes);
            return bytes.toByteArray();
        }
    }

    static byte[] xls(String text) throws IOException {
        try (var book = new HSSFWorkbook()) {
            book.createSheet().createRow(0).createCell(0).setCellValue(text);
            var bytes = new ByteArrayOutputStream();
            book.write(bytes);
            return bytes.toByteArray();
        }
    }

    static byte[] odt(String text) throws IOException {
        return zip(
                "content.xml",
                ("<office:document-content xmlns:office='o' xmlns:text='t'><office:body><text:p>" + text
                                + "</text:p><text:p>конец</text:p></office:body></office:document-content>")
                        .getBytes(StandardCharsets.UTF_8));
    }

    static byte[] zip(String name, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }
}
