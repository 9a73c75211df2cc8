package ru.priyomnaya.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.FileName;
import ru.priyomnaya.letter.ScannedLetters;
import ru.priyomnaya.letter.ScannedPage;
import ru.priyomnaya.paper.ScanReader;
import ru.priyomnaya.paper.ScannerFolder;
import ru.priyomnaya.paper.UnfitPaper;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;
import ru.priyomnaya.storage.Home;

/**
 * Takes signed letters out of the scanner's folder. The bytes are in the store and every letter of the file is a row before the
 * file is moved; after a crash in between the same letters meet their own keys.
 */
@RouteBean(
        value = "scanIntake",
        does =
                "забирает подписанные ответы из папки сканера, находит письма по QR-кодам, проверяет; прошедшие проверку ждут подтверждения или уходят сразу (`priyomnaya.scans.confirm`)",
        gives = "сколько файлов взято")
class ScanIntake {
    private static final String PULSE = "scans";

    private final ScanProperties properties;
    private final Home home;
    private final ScanReader reader;
    private final ScanDesk desk;
    private final DocumentStore store;
    private final ChannelPulse pulse;
    private final Clock clock;

    ScanIntake(
            ScanProperties properties,
            Home home,
            ScanReader reader,
            ScanDesk desk,
            DocumentStore store,
            ChannelPulse pulse,
            Clock clock) {
        this.properties = properties;
        this.home = home;
        this.reader = reader;
        this.desk = desk;
        this.store = store;
        this.pulse = pulse;
        this.clock = clock;
    }

    /** Returns how many files were taken. */
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
        var path = Objects.requireNonNullElseGet(properties.folder(), () -> home.directory("scans"));
        return new ScannerFolder(
                path, properties.settled(), properties.largestFile().toBytes());
    }

    private String take(Path file) throws IOException {
        var name = FileName.clean(file.getFileName().toString(), "scan");
        var bytes = Files.readAllBytes(file);
        var source = store.put(bytes);
        byte[] pdf;
        List<ScannedPage> pages;
        try {
            pdf = reader.read(bytes).pdf();
            pages = ScannedLetters.read(pdf);
        } catch (UnfitPaper e) {
            desk.unreadable(source, name, "SCAN-009", String.valueOf(e.getMessage()));
            return source.sha256();
        } catch (IOException
                | RuntimeException
                | StackOverflowError e) { // a hostile file may trip the library anywhere
            desk.unreadable(source, name, "SCAN-009", "Файл не читается: отсканируйте письмо ещё раз");
            return source.sha256();
        }
        desk.take(source, name, pdf, pages);
        return source.sha256();
    }
}
