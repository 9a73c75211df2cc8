package ru.priyomnaya.mime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The letters of {@code src/test/resources/zoo}, each named by its defect, with what a careful clerk would see in it. */
public final class Zoo {
    private static final Path CAGES = Path.of("src", "test", "resources", "zoo");

    private Zoo() {}

    /** @param name group/defect */
    public record Animal(String name, byte[] bytes, JsonNode expected) {
        public String outcome() {
            return expected.path("outcome").asString();
        }
    }

    public static List<Animal> animals() {
        try (Stream<Path> files = Files.walk(CAGES)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Zoo::animal)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Animal animal(Path description) {
        try {
            var path = description.toString().replaceFirst("\\.json$", "");
            var plain = Path.of(path + ".eml");
            var packed = Path.of(path + ".eml.gz");
            byte[] bytes;
            if (Files.exists(plain)) {
                bytes = Files.readAllBytes(plain);
            } else {
                try (var stream = new GZIPInputStream(Files.newInputStream(packed))) {
                    bytes = stream.readAllBytes();
                }
            }
            var name = CAGES.relativize(Path.of(path)).toString();
            return new Animal(name, bytes, JsonMapper.shared().readTree(Files.readAllBytes(description)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
