package ru.priyomnaya.stand.gis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import ru.priyomnaya.stand.gis.StandFiles.StoredFile;

/** Appeals and files of the stand on disk, so that the demo goes on after a restart. Messages in flight are forgotten. */
@Component
@ConditionalOnProperty("priyomnaya.stand.enabled")
class StandDisk {
    private final @Nullable Path appeals;
    private final @Nullable Path files;

    StandDisk(GisStandProperties properties) throws IOException {
        var root = properties.directory();
        appeals = root == null ? null : Files.createDirectories(root.resolve("appeals"));
        files = root == null ? null : Files.createDirectories(root.resolve("files"));
    }

    void write(Element appeal) {
        if (appeals != null) {
            write(
                    appeals.resolve(Objects.requireNonNull(StandXml.text(appeal, "AppealGUID")) + ".xml"),
                    StandXml.bytes(appeal));
        }
    }

    void write(StoredFile file) {
        if (files != null && file.bytes() != null) {
            write(files.resolve(file.guid()), Objects.requireNonNull(file.bytes()));
            write(
                    files.resolve(file.guid() + ".name"),
                    (file.owner() + "\n" + file.name()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            var draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.write(draft, bytes);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Element> appeals() {
        var found = new LinkedHashMap<String, Element>();
        for (var file : list(appeals, ".xml")) {
            try {
                var appeal = StandXml.parse(Files.readAllBytes(file)).getDocumentElement();
                found.put(Objects.requireNonNull(StandXml.text(appeal, "AppealGUID")), appeal);
            } catch (IOException | SAXException e) {
                throw new IllegalStateException("Файл стенда не читается: " + file, e);
            }
        }
        return found;
    }

    Map<String, StoredFile> files() {
        var found = new HashMap<String, StoredFile>();
        for (var file : list(files, ".name")) {
            try {
                var name = file.getFileName().toString();
                var guid = name.substring(0, name.length() - ".name".length());
                var lines = Files.readString(file).split("\n", 2);
                var bytes = Files.readAllBytes(file.resolveSibling(guid));
                found.put(
                        guid,
                        new StoredFile(guid, lines[1], lines[0], bytes.length, 1, Map.of(), bytes, Instant.EPOCH));
            } catch (IOException e) {
                throw new IllegalStateException("Файл стенда не читается: " + file, e);
            }
        }
        return found;
    }

    private static List<Path> list(@Nullable Path directory, String ending) {
        if (directory == null) {
            return List.of();
        }
        try (var listed = Files.list(directory)) {
            return listed.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void clear() {
        for (var directory : new Path[] {appeals, files}) {
            for (var file : list(directory, "")) {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
