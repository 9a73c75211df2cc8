package ru.priyomnaya.reader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The text of a file, as far as it has one: at most 200 000 characters. */
@Component
public class TextReader implements DisposableBean {
    private static final Charset ANSI = Charset.forName("windows-1251");

    private final ReaderProcess process;

    TextReader(ReaderProperties properties) {
        process = new ReaderProcess(properties);
    }

    /** Empty for a picture: reading those is later work. */
    public String read(byte[] bytes) throws IOException, UnreadableFile {
        var kind = FileKind.of(bytes);
        if (kind == FileKind.PDF || kind == FileKind.OLE) {
            var text = process.read(ReadingWork.TEXT, bytes).parts();
            return text.isEmpty() ? "" : new String(text.get(0), StandardCharsets.UTF_8);
        }
        var text = new BoundedText();
        try {
            switch (kind) {
                case ZIP -> OfficeFiles.read(bytes, text);
                case RTF -> RichText.read(bytes, text);
                case TEXT -> text.add(decoded(bytes));
                case PDF, OLE, OTHER -> {}
            }
        } catch (BoundedText.Full enough) {
            return text.toString();
        }
        return text.toString();
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, ANSI);
        }
    }

    @Override
    public void destroy() {
        process.destroy();
    }
}
