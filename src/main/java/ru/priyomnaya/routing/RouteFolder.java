package ru.priyomnaya.routing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The directory of route files. */
@Component
@EnableConfigurationProperties(RoutingProperties.class)
class RouteFolder {
    private static final String ENDING = ".camel.yaml";

    private final Path directory;

    RouteFolder(RoutingProperties properties) {
        directory = properties.routes().toAbsolutePath().normalize();
    }

    Path directory() {
        return directory;
    }

    /** Name → text; «_errors» sorts before the routes that name its policies. */
    Map<String, String> read() {
        try (var listing = Files.list(directory)) {
            var files = new TreeMap<String, String>();
            for (var file : (Iterable<Path>) listing::iterator) {
                var name = file.getFileName().toString();
                if (name.endsWith(ENDING)) {
                    files.put(name, Files.readString(file));
                }
            }
            return files;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Не читается каталог маршрутов " + directory + " (настройка priyomnaya.routes)", e);
        }
    }

    /** At once or not at all. */
    void write(String file, String yaml) throws IOException {
        var beside = Files.createTempFile(directory, ".", ".new");
        try {
            Files.writeString(beside, yaml);
            Files.move(beside, directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
