package ru.priyomnaya.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.FileName;
import ru.priyomnaya.document.StoredDocument;
import ru.priyomnaya.paper.ScanReader;
import ru.priyomnaya.paper.ScannerFolder;
import ru.priyomnaya.paper.UnfitPaper;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;
import ru.priyomnaya.storage.Home;

/**
 * Takes scans of incoming paper mail out of a folder: one file is one letter, or several with separator sheets between them. The
 * bytes are in the store and the drafts in the database before the file is moved to {@code taken}; after a crash in between the
 * same parts meet their own keys.
 */
@RouteBean(
        value = "paperIntake",
        does = "забирает сканы входящей почты из папки, делит по листам-разделителям, ставит в очередь регистратора",
        gives = "сколько файлов взято")
@EnableConfigurationProperties(DeskProperties.class)
class PaperIntake {
    private static final Logger log = LoggerFactory.getLogger(PaperIntake.class);
    private static final String PULSE = "paper";

    private final DeskProperties properties;
    private final Home home;
    private final ScanReader scans;
    private final DocumentStore store;
    private final PaperLetters letters;
    private final ChannelPulse pulse;
    private final Clock clock;

    PaperIntake(
            DeskProperties properties,
            Home home,
            ScanReader scans,
            DocumentStore store,
            PaperLetters letters,
            ChannelPulse pulse,
            Clock clock) {
        this.properties = properties;
        this.home = home;
        this.scans = scans;
        this.store = store;
        this.letters = letters;
        this.pulse = pulse;
        this.clock = clock;
    }

    /** Returns how many files were taken. A file that cannot be read becomes a draft that says so, and stops no other. */
    public int collect() throws IOException {
        var outcome = folder().collect(clock.instant(), this::take);
        if (!outcome.failure().isEmpty()) {
            pulse.failed(PULSE, outcome.failure());
        } else if (outcome.taken() > 0) {
            pulse.succeeded(PULSE);
        }
        return outcome.taken();
    }

    private ScannerFolder folder() {
        var path = Objects.requireNonNullElseGet(properties.folder(), () -> home.directory("paper"));
        return new ScannerFolder(
                path, properties.settled(), properties.largestFile().toBytes());
    }

    private String take(Path file) throws IOException {
        var name = FileName.clean(file.getFileName().toString(), "scan");
        StoredDocument source;
        try (var bytes = Files.newInputStream(file)) {
            source = store.put(bytes);
        }
        try {
            keep(source, name, scans.read(Files.readAllBytes(file)).pdf());
        } catch (UnfitPaper e) {
            letters.keepProblem(source, name, String.valueOf(e.getMessage()));
        }
        log.info("Скан входящей почты взят: {} байт", source.size());
        return source.sha256();
    }

    private void keep(StoredDocument source, String name, byte[] pdf) throws IOException {
        var parts = Separator.letters(pdf);
        if (parts.isEmpty()) {
            throw new UnfitPaper("В файле только разделители");
        }
        for (int part = 0; part < parts.size(); part++) {
            var letter = parts.get(part);
            letters.keep(source, name, part + 1, scans.read(letter).pages(), store.put(letter));
        }
    }
}
