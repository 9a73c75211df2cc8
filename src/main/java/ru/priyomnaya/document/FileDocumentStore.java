package ru.priyomnaya.document;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import ru.priyomnaya.storage.Home;

/**
 * Files {@code documents/ab/cd/abcd…} below the home; written aside, synced, then renamed. With keys their names end in {@code
 * .sealed} and they are encrypted (decision 0038); both kinds are read side by side.
 */
@Component
@EnableConfigurationProperties(DocumentProperties.class)
class FileDocumentStore implements DocumentStore {
    private static final Logger log = LoggerFactory.getLogger(FileDocumentStore.class);
    private static final String SEALED = ".sealed";
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Path root;
    private final Path incoming;
    private final EncryptionKeys keys;
    private final Clock clock;

    /** @throws IOException when the file of keys cannot be used: better no gateway than one that writes openly */
    FileDocumentStore(Home home, DocumentProperties properties, Clock clock) throws IOException {
        keys = EncryptionKeys.read(properties.keys());
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
                size = written(new DigestInputStream(bytes, digest), Channels.newOutputStream(file));
                file.force(true);
            }
            var name = HexFormat.of().formatHex(digest.digest());
            settle(draft, pathOf(name));
            return new StoredDocument(name, size);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private long written(InputStream bytes, OutputStream out) throws IOException {
        if (keys.isEmpty()) {
            return bytes.transferTo(out);
        }
        var sealed = new SealedOutput(out, keys);
        var size = bytes.transferTo(sealed);
        sealed.finish();
        return size;
    }

    private void settle(Path draft, Path open) throws IOException {
        if (isKept(open) || isKept(sealed(open))) {
            return;
        }
        var target = keys.isEmpty() ? open : sealed(open);
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
        var open = pathOf(sha256);
        return destroy(open, untouchedSince) && destroy(sealed(open), untouchedSince);
    }

    private boolean destroy(Path file, Instant untouchedSince) throws IOException {
        var aside = incoming.resolve("doomed-" + file.getFileName());
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
            log.debug("Документа {} уже нет", file.getFileName());
        }
        Files.deleteIfExists(aside); // also what a crash has left there
        return true;
    }

    private static void syncDirectory(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path sealed(Path open) {
        return open.resolveSibling(open.getFileName() + SEALED);
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        var path = pathOf(sha256);
        try {
            return Files.newInputStream(path);
        } catch (NoSuchFileException sealedPerhaps) {
            var sealed = new BufferedInputStream(Files.newInputStream(sealed(path)), SealedHeader.CHUNK);
            try {
                return new SealedInput(sealed, keys);
            } catch (IOException | RuntimeException e) {
                sealed.close();
                throw e;
            }
        }
    }

    /**
     * @param sealed encrypted anew, or for the first time
     * @param unchanged under the current key already
     * @param bad could not be read, or are not what their names say
     */
    record Resealed(int sealed, int unchanged, int bad) {}

    /** Brings every document under the current key; may be broken off and begun again, and run beside the gateway. */
    Resealed reseal(Consumer<String> trouble) throws IOException {
        var current =
                keys.current().orElseThrow(() -> new IOException("Нет ключей: задайте priyomnaya.documents.keys"));
        var sealed = 0;
        var unchanged = 0;
        var bad = 0;
        try (var files = Files.walk(root)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var name = nameOf(file);
                if (name.isEmpty()) {
                    continue;
                }
                try {
                    if (isUnder(current, file)) {
                        Files.deleteIfExists(pathOf(name)); // what a crash has left beside it
                        unchanged++;
                    } else if (reseal(name)) {
                        sealed++;
                    } else {
                        bad++;
                        trouble.accept("Документ " + name + ": изменён, оставлен как есть");
                    }
                } catch (NoSuchFileException destroyedMeanwhile) {
                    log.debug("Документа {} уже нет", name);
                } catch (IOException e) {
                    bad++;
                    trouble.accept("Документ " + name + ": " + e.getMessage());
                }
            }
        }
        return new Resealed(sealed, unchanged, bad);
    }

    private static boolean isUnder(String key, Path file) throws IOException {
        if (!file.toString().endsWith(SEALED)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return SealedInput.keyOf(in).equals(key);
        }
    }

    private boolean reseal(String name) throws IOException {
        var draft = incoming.resolve(UUID.randomUUID().toString());
        var open = pathOf(name);
        try {
            var digest = sha256();
            try (var bytes = open(name);
                    var file = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                written(new DigestInputStream(bytes, digest), Channels.newOutputStream(file));
                file.force(true);
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(name)) {
                return false;
            }
            if (!Files.exists(open) && !Files.exists(sealed(open))) {
                throw new NoSuchFileException(name); // destroyed while it was read: it must not come back
            }
            Files.move(draft, sealed(open), StandardCopyOption.ATOMIC_MOVE);
            syncDirectory(Objects.requireNonNull(open.getParent()));
            Files.deleteIfExists(open);
            return true;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** The hash that a file is named by; empty for what is none of ours. */
    private static String nameOf(Path file) {
        var name = file.getFileName().toString();
        var hash = name.endsWith(SEALED) ? name.substring(0, name.length() - SEALED.length()) : name;
        return SHA_256.matcher(hash).matches() ? hash : "";
    }

    /** Deletes files older than {@code age} that {@code known} does not know; returns how many. */
    int sweep(Duration age, Predicate<String> known) throws IOException {
        var limit = clock.instant().minus(age);
        var swept = 0;
        try (var files = Files.walk(root)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var name = nameOf(file);
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)
                        && !(!name.isEmpty() && known.test(name))) {
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
