package ru.priyomnaya.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * For commands that only read: the embedded database of the gateway that runs over the same home, where none is configured. Without
 * it the command would start one of its own, and find the home taken.
 */
public final class RunningDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final int LINE_OF_THE_PORT = 3;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var settings = new HashMap<String, Object>();
        if (environment.getProperty("spring.datasource.url") != null) {
            settings.put(HomeProperties.SHARED, "true");
        } else {
            var home = Path.of(environment.getProperty("priyomnaya.home", "./data"));
            url(home.resolve("postgres/data/postmaster.pid")).ifPresent(url -> {
                settings.put("spring.datasource.url", url);
                settings.put("spring.datasource.username", "postgres");
                settings.put(HomeProperties.SHARED, "true");
            });
        }
        environment.getPropertySources().addFirst(new MapPropertySource("beside the gateway", settings));
    }

    /** From the file that PostgreSQL writes: process, directory, time, port. */
    private static Optional<String> url(Path pidFile) {
        try {
            var lines = Files.readAllLines(pidFile);
            var isAlive = lines.size() > LINE_OF_THE_PORT
                    && ProcessHandle.of(Long.parseLong(lines.get(0).strip())).isPresent();
            return isAlive
                    ? Optional.of("jdbc:postgresql://localhost:%s/postgres"
                            .formatted(lines.get(LINE_OF_THE_PORT).strip()))
                    : Optional.empty();
        } catch (IOException | NumberFormatException notRunning) {
            return Optional.empty();
        }
    }
}
