package ru.priyomnaya.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import ru.priyomnaya.storage.Home;

/** Files {@code documents/ab/cd/abcd…} below the home; written aside, synced, then renamed. */
@Component
class FileDocumentStore implements DocumentStore {
    private static final Logger log = LoggerFactory.getLogger(FileDocumentStore.class);
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Path root;
    private final Path incoming;
    private final Clock clock;

    FileDocumentStore(Home home, Clock clock) {
        root = home.directory("documents");
        incoming = home.directory("documents/incoming");
        this.clock = clock;
    }

    @Override
    public StoredDocument put(InputStream bytes) throws IOException {
        var draft = incoming.resolve(UUID.randomUUID().toString());
        try {
            var digest = sha256();
            long size;
            try (var file = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                size = new DigestInputStream(bytes, digest).transferTo(Channels.newOutputStream(file));
                file.force(true);
            }
            var name = HexFormat.of().formatHex(digest.digest());
            settle(draft, pathOf(name));
            return new StoredDocument(name, size);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void settle(Path draft, Path target) throws IOException {
        if (isKept(target)) {
            return;
        }
        var directory = Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory(directory);
    }

    private boolean isKept(Path target) throws IOException {
        try {
            // The sweep leaves young files alone: a file about to be named by a row must look young.
            Files.setLastModifiedTime(target, FileTime.from(clock.instant()));
            return true;
        } catch (NoSuchFileException newOrDestroyedMeanwhile) {
            return false;
        }
    }

    /**
     * Deletes a file that nobody has touched since; false when somebody has.
     *
     * @param untouchedSince a file put later, or again, may be about to be named by a row
     */
    boolean destroy(String sha256, Instant untouchedSince) throws IOException {
        var file = pathOf(sha256);
        var aside = incoming.resolve("doomed-" + sha256);
        try {
            if (Files.getLastModifiedTime(file).toInstant().isAfter(untouchedSince)) {
                return false;
            }
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            // Between the look and the move somebody may have put the same bytes.
            if (Files.getLastModifiedTime(aside).toInstant().isAfter(untouchedSince)) {
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
                return false;
            }
        } catch (NoSuchFileException gone) {
            log.debug("Документа {} уже нет", sha256);
        }
        Files.deleteIfExists(aside); // also what a crash has left there
        return true;
    }

    private static void syncDirectory(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        return Files.newInputStream(pathOf(sha256));
    }

    /** Deletes files older than {@code age} that {@code known} does not know; returns how many. */
    int sweep(Duration age, Predicate<String> known) throws IOException {
        var limit = clock.instant().minus(age);
        var swept = 0;
        try (var files = Files.walk(root)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var name = file.getFileName().toString();
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)
                        && !(SHA_256.matcher(name).matches() && known.test(name))) {
                    Files.delete(file);
                    swept++;
                }
            }
        }
        return swept;
    }

    private Path pathOf(String sha256) {
        if (!SHA_256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("Not a SHA-256: " + sha256.length() + " characters");
        }
        return root.resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every JDK", e);
        }
    }
}
