package ru.priyomnaya.desk;

import java.io.IOException;
import java.util.Objects;
import org.springframework.stereotype.Component;
import ru.priyomnaya.document.OtherCopies;
import ru.priyomnaya.paper.ScannerFolder;
import ru.priyomnaya.storage.Home;

/** Scans of paper mail that were taken lie in their folder under their hashes. */
@Component
class TakenLetters implements OtherCopies {
    private final ScannerFolder folder;

    TakenLetters(DeskProperties properties, Home home) {
        folder = new ScannerFolder(
                Objects.requireNonNullElseGet(properties.folder(), () -> home.directory("paper")),
                properties.settled(),
                properties.largestFile().toBytes());
    }

    @Override
    public void destroy(String sha256) throws IOException {
        folder.destroy(sha256);
    }
}
