package ru.priyomnaya.paper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;

/**
 * A folder that a scanner writes to. Finished files are taken one by one and moved to {@code taken}; one that cannot be taken
 * goes to {@code failed} and stops no other. Names may be people's names: they reach no log.
 *
 * @param settled a file that has not changed for so long is finished
 * @param largest bytes
 */
public record ScannerFolder(Path path, Duration settled, long largest) {
    private static final Logger log = LoggerFactory.getLogger(ScannerFolder.class);
    private static final int PORTION = 50;

    /** What is done with one file; it is moved when this returns. */
    @FunctionalInterface
    public interface Taker {
        /** Returns under which name the file is kept in {@code taken}: the hash of its bytes. */
        String take(Path file) throws IOException;
    }

    /** @param failure why the last of those that failed did, or empty */
    public record Outcome(int taken, String failure) {}

    public Outcome collect(Instant now, Taker taker) throws IOException {
        Files.createDirectories(path);
        var taken = 0;
        var failure = "";
        for (var file : finished(now)) {
            try {
                if (Files.size(file) > largest) {
                    throw new IOException("larger than the setting allows");
                }
                move(file, "taken", taker.take(file));
                taken++;
            } catch (NoSuchFileException anotherGatewayHasIt) {
                log.debug("Файл взял другой шлюз");
            } catch (NestedRuntimeException e) {
                // The database is away: the file stays and is taken at the next poll, with all that follow.
                throw e;
            } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
                log.error("Скан не взят: {}", e.getClass().getName());
                failure = "Файл из папки сканов не взят, он лежит в failed: "
                        + e.getClass().getSimpleName();
                setAside(file);
            }
        }
        return new Outcome(taken, failure);
    }

    private List<Path> finished(Instant now) throws IOException {
        var before = now.minus(settled);
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(ScannerFolder::isScan)
                    .filter(Files::isRegularFile)
                    .filter(file -> isUnchangedSince(file, before))
                    .sorted()
                    .limit(PORTION)
                    .toList();
        }
    }

    /** Half-written files go by these names while a program copies them. */
    private static boolean isScan(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && !name.startsWith("~")
                && Stream.of(".tmp", ".part", ".partial", ".crdownload").noneMatch(name::endsWith);
    }

    private static boolean isUnchangedSince(Path file, Instant before) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }

    private void setAside(Path file) {
        try {
            move(file, "failed", UUID.randomUUID().toString());
        } catch (IOException e) { // it is tried again at the next poll, after the others have had their turn
            log.error("Скан не отложен: {}", e.getClass().getName());
        }
    }

    private void move(Path file, String to, String name) throws IOException {
        var written = file.getFileName().toString();
        var dot = written.lastIndexOf('.');
        var extension = dot < 0 || written.length() - dot > 6 ? "" : written.substring(dot);
        var target = Files.createDirectories(path.resolve(to)).resolve(name + extension);
        Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes a file that was taken; nothing when it is not there. */
    public void destroy(String sha256) throws IOException {
        var taken = path.resolve("taken");
        if (Files.isDirectory(taken)) {
            try (var copies = Files.newDirectoryStream(taken, sha256 + "*")) {
                for (var copy : copies) {
                    Files.deleteIfExists(copy);
                }
            }
        }
    }
}
