package ru.priyomnaya.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keys of a file outside of the database: a line each, {@code id:base64 of 32 bytes}. The first is the current one; the others
 * only open what was written under them. Lines that are empty or begin with # say nothing.
 */
public final class EncryptionKeys {
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9._-]{1,32}):([A-Za-z0-9+/]{43}=)");

    private final Map<String, byte[]> keys;

    private EncryptionKeys(Map<String, byte[]> keys) {
        this.keys = keys;
    }

    /** No keys: nothing is encrypted. */
    public static EncryptionKeys none() {
        return new EncryptionKeys(Map.of());
    }

    /**
     * @param file null for none
     * @throws IOException with a Russian sentence that names the line, never what is in it
     */
    public static EncryptionKeys read(@Nullable Path file) throws IOException {
        if (file == null) {
            return none();
        }
        if (!Files.isReadable(file)) {
            throw new IOException("Файл ключей не читается: " + file);
        }
        var keys = new LinkedHashMap<String, byte[]>();
        var number = 0;
        for (var line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var key = LINE.matcher(line.strip());
            if (!key.matches() || keys.put(key.group(1), Base64.getDecoder().decode(key.group(2))) != null) {
                throw new IOException(
                        "Файл ключей %s, строка %d: нужно имя:ключ, ключ — 32 байта в base64, имена не повторяются"
                                .formatted(file, number));
            }
        }
        if (keys.isEmpty()) {
            throw new IOException("В файле ключей нет ни одного ключа: " + file);
        }
        return new EncryptionKeys(keys);
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The name of the key under which new bytes are written. */
    public Optional<String> current() {
        return keys.keySet().stream().findFirst();
    }

    byte @Nullable [] of(String id) {
        return keys.get(id);
    }
}
