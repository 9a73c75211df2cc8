package ru.priyomnaya.stand.gis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import ru.priyomnaya.signing.GostHash;

/** The file store's memory: finished files and upload sessions. */
@Component
@ConditionalOnProperty("priyomnaya.stand.enabled")
class StandFiles {
    private final Map<String, StoredFile> files = new ConcurrentHashMap<>();
    private final GisStandProperties properties;
    private final StandDisk disk;
    private final Clock clock;

    StandFiles(GisStandProperties properties, StandDisk disk, Clock clock) {
        this.properties = properties;
        this.disk = disk;
        this.clock = clock;
        disk.files().forEach((guid, file) -> files.put(guid, file));
    }

    /** @param bytes null while a session is open */
    record StoredFile(
            String guid,
            String name,
            String owner,
            long length,
            int partCount,
            Map<Integer, byte[]> parts,
            byte @Nullable [] bytes,
            Instant checkedAt) {
        boolean completed() {
            return bytes != null;
        }
    }

    StoredFile upload(String name, String owner, byte[] bytes) {
        return keep(UUID.randomUUID().toString(), name, owner, bytes, properties.virusCheck());
    }

    /** A file of an appeal, there from the beginning. */
    StoredFile put(String guid, String name, byte[] bytes) {
        return keep(guid, name, "", bytes, Duration.ZERO);
    }

    private StoredFile keep(String guid, String name, String owner, byte[] bytes, Duration check) {
        var file = new StoredFile(
                guid,
                name,
                owner,
                bytes.length,
                1,
                Map.of(),
                bytes,
                clock.instant().plus(check));
        files.put(guid, file);
        disk.write(file);
        return file;
    }

    StoredFile open(String name, String owner, long length, int parts) {
        var guid = UUID.randomUUID().toString();
        var session = new StoredFile(guid, name, owner, length, parts, new TreeMap<>(), null, clock.instant());
        files.put(guid, session);
        return session;
    }

    @Nullable
    StoredFile find(String guid) {
        return files.get(guid.toLowerCase(Locale.ROOT));
    }

    StoredFile complete(StoredFile session) {
        var bytes = new byte[Math.toIntExact(session.length())];
        var at = 0;
        for (var part : session.parts().values()) {
            System.arraycopy(part, 0, bytes, at, part.length);
            at += part.length;
        }
        return keep(session.guid(), session.name(), session.owner(), bytes, properties.virusCheck());
    }

    boolean isChecked(StoredFile file) {
        return !clock.instant().isBefore(file.checkedAt());
    }

    static String hashOf(byte[] bytes) {
        try {
            return GostHash.ofAttachment(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void clear() {
        files.clear();
    }
}
