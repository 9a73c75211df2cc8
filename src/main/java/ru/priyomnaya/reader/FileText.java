package ru.priyomnaya.reader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.hssf.extractor.ExcelExtractor;
import org.apache.poi.hwpf.extractor.WordExtractor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import ru.priyomnaya.reader.ReadingWork.Answer;

/** The text of a PDF or of an old Office file. */
final class FileText {
    private static final int MOST_PAGES = 300;

    private FileText() {}

    static Answer of(byte[] bytes) throws IOException {
        var text = new BoundedText();
        try {
            read(bytes, text);
        } catch (BoundedText.Full enough) {
            return answer(text);
        }
        return answer(text);
    }

    private static Answer answer(BoundedText text) {
        return new Answer(List.of(text.toString().getBytes(StandardCharsets.UTF_8)), 0);
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
