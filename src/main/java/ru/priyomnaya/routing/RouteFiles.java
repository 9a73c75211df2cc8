package ru.priyomnaya.routing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Loads {@code routes/*.camel.yaml} at the start, each file after its check. A file with a problem is left out and named:
 * one broken route never stops the others.
 */
@Component
@EnableConfigurationProperties(RoutingProperties.class)
public class RouteFiles implements CamelContextConfiguration {
    private static final Logger log = LoggerFactory.getLogger(RouteFiles.class);
    private static final String ENDING = ".camel.yaml";

    private final Path directory;
    private final ApplicationContext beans;
    private final Map<String, List<String>> problems = new TreeMap<>();

    RouteFiles(RoutingProperties properties, ApplicationContext beans) {
        directory = properties.routes().toAbsolutePath().normalize();
        this.beans = beans;
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        // The last stop waits for exchanges in flight; a letter half taken is taken again, so not for long.
        context.getShutdownStrategy().setTimeout(20);
        var files = read();
        var check = new RouteCheck(
                Set.of(beans.getBeanNamesForAnnotation(RouteBean.class)),
                files.values().stream().flatMap(RouteCheck::policiesIn).collect(Collectors.toSet()));
        var loader = PluginHelper.getRoutesLoader(context);
        // «_errors» sorts before the routes that name its policies.
        files.forEach((file, yaml) -> {
            var found = new ArrayList<>(check.problemsIn(yaml));
            if (found.isEmpty()) {
                try {
                    loader.loadRoutes(resource(file, yaml));
                } catch (Exception e) { // whatever Camel throws, the file is at fault and the others go on
                    log.debug("{}", file, e);
                    found.add("ROUTE-010: " + rootMessage(e));
                }
            }
            if (!found.isEmpty()) {
                log.error("Маршрут не запущен, файл {}: {}", file, String.join("; ", found));
                problems.put(file, List.copyOf(found));
            }
        });
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        log.info("Маршруты: {} из {}", context.getRoutes().size(), directory);
    }

    /** File name → sentences for IT staff; only files that were left out. */
    public Map<String, List<String>> problems() {
        return problems;
    }

    private Map<String, String> read() {
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

    private Resource resource(String file, String yaml) {
        return ResourceHelper.fromString(directory.resolve(file).toString(), yaml);
    }

    private static String rootMessage(Throwable problem) {
        var root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
