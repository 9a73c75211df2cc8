package ru.priyomnaya.scan;

import java.io.IOException;
import java.util.Objects;
import org.springframework.stereotype.Component;
import ru.priyomnaya.document.OtherCopies;
import ru.priyomnaya.paper.ScannerFolder;
import ru.priyomnaya.storage.Home;

/** Files of the scanner that were taken lie in its folder under their hashes. */
@Component
class TakenScans implements OtherCopies {
    private final ScannerFolder folder;

    TakenScans(ScanProperties properties, Home home) {
        folder = new ScannerFolder(
                Objects.requireNonNullElseGet(properties.folder(), () -> home.directory("scans")),
                properties.settled(),
                properties.largestFile().toBytes());
    }

    @Override
    public void destroy(String sha256) throws IOException {
        folder.destroy(sha256);
    }
}
