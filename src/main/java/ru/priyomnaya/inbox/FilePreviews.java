package ru.priyomnaya.inbox;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import ru.priyomnaya.paper.PagePictures;
import ru.priyomnaya.reader.FilePictures;
import ru.priyomnaya.reader.UnreadableFile;

/** A foreign file in place, as pictures that this program has drawn. */
@Service
@PreAuthorize(Cards.READERS)
class FilePreviews {
    private final Files files;
    private final FilePictures pictures;

    FilePreviews(Files files, FilePictures pictures) {
        this.files = files;
        this.pictures = pictures;
    }

    /**
     * @param pages addresses of PNGs, at most five
     * @param more how many pages there are beside them
     */
    record Preview(String name, List<String> pages, int more) {}

    /** @throws Unshowable when it is neither PDF nor a picture, broken, too big, or too many people look at files just now */
    public Preview of(UUID appealId, UUID attachmentId) throws IOException {
        var file = files.opened(appealId, attachmentId);
        try {
            var drawn = pictures.of(file.bytes());
            if (drawn.pages().isEmpty()) {
                throw new Unshowable("Здесь показываются PDF и картинки; этот файл можно скачать");
            }
            return new Preview(
                    file.name(),
                    drawn.pages().stream().map(PagePictures::dataUrl).toList(),
                    drawn.more());
        } catch (FilePictures.Busy e) {
            throw new Unshowable("Сейчас открыто слишком много файлов: повторите через минуту или скачайте файл");
        } catch (UnreadableFile e) {
            throw new Unshowable("Файл повреждён, слишком велик или защищён паролем: скачайте его");
        }
    }

    /** Cannot be shown in place; says so in Russian. */
    static class Unshowable extends RuntimeException {
        Unshowable(String sentence) {
            super(sentence);
        }
    }
}
