package ru.priyomnaya.reader;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import ru.priyomnaya.paper.PagePictures;
import ru.priyomnaya.reader.ReadingWork.Answer;

/** The first pages of a PDF, or a picture, as PNGs for a screen. */
final class FileDrawing {
    private static final int MOST_PAGES = 5;
    private static final int DPI = 80;
    private static final long MOST_PIXELS = 40_000_000;
    private static final int LARGEST_SIDE = 1600;

    private FileDrawing() {}

    static Answer of(byte[] bytes) throws IOException {
        return FileKind.of(bytes) == FileKind.PDF ? pages(bytes) : picture(bytes);
    }

    private static Answer pages(byte[] pdf) throws IOException {
        try (var pictures = new PagePictures(pdf)) {
            var shown = new ArrayList<byte[]>();
            for (int page = 0; page < Math.min(pictures.pages(), MOST_PAGES); page++) {
                shown.add(pictures.png(page, DPI));
            }
            return new Answer(shown, pictures.pages() - shown.size());
        }
    }

    /** Asked for its size before it is unpacked, and read with fewer points when it has many. */
    private static Answer picture(byte[] bytes) throws IOException {
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                return new Answer(List.of(), 0);
            }
            var reader = readers.next();
            try {
                reader.setInput(input, true, true);
                long width = reader.getWidth(0);
                long height = reader.getHeight(0);
                if (width * height > MOST_PIXELS) {
                    throw new IOException("too big");
                }
                var fewer = reader.getDefaultReadParam();
                var each = (int) Math.max(1, Math.max(width, height) / LARGEST_SIDE);
                fewer.setSourceSubsampling(each, each, 0, 0);
                var png = new ByteArrayOutputStream();
                ImageIO.write(reader.read(0, fewer), "png", png);
                return new Answer(List.of(png.toByteArray()), 0);
            } finally {
                reader.dispose();
            }
        }
    }
}
