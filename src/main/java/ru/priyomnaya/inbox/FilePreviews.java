package ru.priyomnaya.inbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import ru.priyomnaya.paper.PagePictures;
import ru.priyomnaya.paper.UnfitPaper;

/**
 * A foreign file as pictures that this program has drawn: nothing of the file itself reaches the browser. Drawing costs memory,
 * so few draw at a time.
 */
@Service
@PreAuthorize(Cards.READERS)
class FilePreviews {
    private static final int MOST_PAGES = 5;
    private static final int DPI = 80;
    private static final long MOST_PIXELS = 40_000_000;
    private static final int LARGEST_SIDE = 1600;
    private static final int AT_A_TIME = 2;
    private static final int PATIENCE_SECONDS = 5;

    private final Files files;
    private final Semaphore drawing = new Semaphore(AT_A_TIME);

    FilePreviews(Files files) {
        this.files = files;
    }

    /**
     * @param pages addresses of PNGs, at most five
     * @param more how many pages there are beside them
     */
    record Preview(String name, List<String> pages, int more) {}

    /**
     * @throws Unshowable when it is neither PDF nor a picture, or too big to draw, or too many people look at files just now
     */
    public Preview of(UUID appealId, UUID attachmentId) throws IOException {
        var file = files.opened(appealId, attachmentId);
        if (!tryToBegin()) {
            throw new Unshowable("Сейчас открыто слишком много файлов: повторите через минуту или скачайте файл");
        }
        try {
            return isPdf(file.bytes()) ? pages(file) : picture(file);
        } catch (UnfitPaper e) {
            throw new Unshowable("Страница слишком велика: скачайте файл");
        } catch (IOException | IllegalArgumentException e) {
            throw new Unshowable("Файл повреждён или защищён паролем: скачайте его");
        } finally {
            drawing.release();
        }
    }

    private boolean tryToBegin() {
        try {
            return drawing.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isPdf(byte[] bytes) {
        return bytes.length > 4 && bytes[0] == '%' && bytes[1] == 'P' && bytes[2] == 'D' && bytes[3] == 'F';
    }

    private static Preview pages(Files.Opened file) throws IOException {
        try (var pictures = new PagePictures(file.bytes())) {
            var shown = new ArrayList<String>();
            for (int page = 0; page < Math.min(pictures.pages(), MOST_PAGES); page++) {
                shown.add(address(pictures.png(page, DPI)));
            }
            return new Preview(file.name(), shown, pictures.pages() - shown.size());
        }
    }

    /** Asked for its size before it is unpacked, and read with fewer points when it has many. */
    private static Preview picture(Files.Opened file) throws IOException {
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(file.bytes()))) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new Unshowable("Здесь показываются PDF и картинки; этот файл можно скачать");
            }
            var reader = readers.next();
            try {
                reader.setInput(input, true, true);
                long width = reader.getWidth(0);
                long height = reader.getHeight(0);
                if (width * height > MOST_PIXELS) {
                    throw new Unshowable("Картинка слишком велика: скачайте файл");
                }
                var each = (int) Math.max(1, Math.max(width, height) / LARGEST_SIDE);
                var fewer = reader.getDefaultReadParam();
                fewer.setSourceSubsampling(each, each, 0, 0);
                var png = new ByteArrayOutputStream();
                ImageIO.write(reader.read(0, fewer), "png", png);
                return new Preview(file.name(), List.of(address(png.toByteArray())), 0);
            } finally {
                reader.dispose();
            }
        }
    }

    private static String address(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    /** Cannot be shown in place; says so in Russian. */
    static class Unshowable extends RuntimeException {
        Unshowable(String sentence) {
            super(sentence);
        }
    }
}
