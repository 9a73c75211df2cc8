package ru.priyomnaya.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import ru.priyomnaya.answer.Answer;
import ru.priyomnaya.answer.ScanReader;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.FileName;
import ru.priyomnaya.document.StoredDocument;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;
import ru.priyomnaya.storage.Home;

/**
 * Takes scans of incoming paper mail out of a folder: one file is one letter, or several with separator sheets between them. The
 * bytes are in the store and the drafts in the database before the file is moved to {@code taken}; after a crash in between the
 * same parts meet their own keys.
 */
@RouteBean("paperIntake")
@EnableConfigurationProperties(DeskProperties.class)
class PaperIntake {
    private static final Logger log = LoggerFactory.getLogger(PaperIntake.class);
    private static final String PULSE = "paper";
    private static final int PORTION = 50;

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
        var folder = Files.createDirectories(folder());
        var taken = 0;
        for (var file : settled(folder)) {
            taken += take(file, folder) ? 1 : 0;
        }
        return taken;
    }

    private boolean take(Path file, Path folder) {
        try {
            var source = taken(file);
            move(file, folder.resolve("taken"), source.sha256());
            log.info("Скан входящей почты взят: {} байт", source.size());
            pulse.succeeded(PULSE);
            return true;
        } catch (NoSuchFileException anotherGatewayHasIt) {
            return false;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // A file's name may be a person's: the log has the kind of failure alone.
            log.error("Скан входящей почты не взят: {}", e.getClass().getName());
            pulse.failed(
                    PULSE,
                    "Файл из папки сканов не взят, он лежит в failed: "
                            + e.getClass().getSimpleName());
            setAside(file, folder);
            return false;
        }
    }

    private static void setAside(Path file, Path folder) {
        try {
            move(file, folder.resolve("failed"), UUID.randomUUID().toString());
        } catch (IOException e) { // it is tried again at the next poll, after the others have had their turn
            log.error("Скан входящей почты не отложен: {}", e.getClass().getName());
        }
    }

    private static void move(Path file, Path to, String name) throws IOException {
        var written = file.getFileName().toString();
        var dot = written.lastIndexOf('.');
        var extension = dot < 0 || written.length() - dot > 6 ? "" : written.substring(dot);
        Files.move(file, Files.createDirectories(to).resolve(name + extension), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path folder() {
        return Objects.requireNonNullElseGet(properties.folder(), () -> home.directory("paper"));
    }

    private List<Path> settled(Path folder) throws IOException {
        var before = clock.instant().minus(properties.settled());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(Files::isRegularFile)
                    .filter(file -> isSettled(file, before))
                    .sorted()
                    .limit(PORTION)
                    .toList();
        }
    }

    private static boolean isSettled(Path file, Instant before) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }

    private StoredDocument taken(Path file) throws IOException {
        if (Files.size(file) > properties.largestFile().toBytes()) {
            throw new IOException("larger than priyomnaya.desk.largest-file");
        }
        var name = FileName.clean(file.getFileName().toString(), "scan");
        StoredDocument source;
        try (var bytes = Files.newInputStream(file)) {
            source = store.put(bytes);
        }
        try {
            keep(source, name, scans.read(Files.readAllBytes(file)).pdf());
        } catch (Answer.UnfitAnswer e) {
            letters.keepProblem(source, name, String.valueOf(e.getMessage()));
        }
        return source;
    }

    private void keep(StoredDocument source, String name, byte[] pdf) throws IOException {
        var parts = Separator.letters(pdf);
        if (parts.isEmpty()) {
            throw new Answer.UnfitAnswer("В файле только разделители");
        }
        for (int part = 0; part < parts.size(); part++) {
            var letter = parts.get(part);
            letters.keep(source, name, part + 1, scans.read(letter).pages(), store.put(letter));
        }
    }
}
