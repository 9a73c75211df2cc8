package ru.priyomnaya.search;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.hssf.extractor.ExcelExtractor;
import org.apache.poi.hwpf.extractor.WordExtractor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * {@code java -jar priyomnaya.jar read-files}: the other side of {@link ReaderProcess}. A file that eats all memory or never ends
 * takes this process with it and nothing else.
 */
public final class ReadFiles {
    private static final int MOST_PAGES = 300;

    private ReadFiles() {}

    /** Answers each file with its text until {@code questions} end. */
    public static void run(InputStream questions, OutputStream answers) throws IOException {
        System.setOut(System.err); // a library that prints must not spoil an answer
        var in = new DataInputStream(questions);
        var out = new DataOutputStream(answers);
        while (in.read() >= 0) { // one byte before each file
            var bytes = in.readNBytes(in.readInt());
            var text = new BoundedText();
            var readable = true;
            try {
                read(bytes, text);
            } catch (BoundedText.Full enough) {
                readable = true;
            } catch (IOException | RuntimeException | StackOverflowError broken) {
                readable = false;
            }
            var answer = text.toString().getBytes(StandardCharsets.UTF_8);
            out.writeBoolean(readable);
            out.writeInt(answer.length);
            out.write(answer);
            out.flush();
        }
    }

    private static void read(byte[] bytes, BoundedText text) throws IOException {
        if (FileKind.of(bytes) == FileKind.PDF) {
            try (var document = Loader.loadPDF(bytes)) {
                var stripper = new PDFTextStripper();
                stripper.setEndPage(MOST_PAGES);
                stripper.writeText(document, text);
            }
            return;
        }
        try (var file = new POIFSFileSystem(new ByteArrayInputStream(bytes))) {
            if (file.getRoot().hasEntryCaseInsensitive("WordDocument")) {
                try (var word = new WordExtractor(file)) {
                    text.add(word.getText());
                }
            } else if (file.getRoot().hasEntryCaseInsensitive("Workbook")) {
                try (var excel = new ExcelExtractor(file)) {
                    text.add(excel.getText());
                }
            }
        }
    }
}
