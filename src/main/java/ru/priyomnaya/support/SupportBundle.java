package ru.priyomnaya.support;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import ru.priyomnaya.alarm.Alarms;
import ru.priyomnaya.node.Nodes;
import ru.priyomnaya.routing.RouteFiles;
import ru.priyomnaya.routing.Routes;
import ru.priyomnaya.storage.SupportBundleTaken;
import tools.jackson.databind.json.JsonMapper;

/** The state of the program as a ZIP: settings, health, routes, counts, threads, the last of the log. No rows, no letters, no names. */
@Service
public class SupportBundle {
    private static final int DEEPEST = 60;

    private final ShownSettings settings;
    private final DatabaseFacts database;
    private final RecentLog log;
    private final Routes routes;
    private final RouteFiles files;
    private final Alarms alarms;
    private final Nodes nodes;
    private final HealthEndpoint health;
    private final PrometheusMeterRegistry meters;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SupportBundle(
            ShownSettings settings,
            DatabaseFacts database,
            RecentLog log,
            Routes routes,
            RouteFiles files,
            Alarms alarms,
            Nodes nodes,
            HealthEndpoint health,
            PrometheusMeterRegistry meters,
            JsonMapper json,
            ApplicationEventPublisher events,
            Clock clock) {
        this.settings = settings;
        this.database = database;
        this.log = log;
        this.routes = routes;
        this.files = files;
        this.alarms = alarms;
        this.nodes = nodes;
        this.health = health;
        this.meters = meters;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    /** A part that cannot be had is replaced by why: the bundle is wanted most when something is broken. */
    @PreAuthorize("hasRole('IT')")
    public void write(OutputStream out) throws IOException {
        events.publishEvent(new SupportBundleTaken());
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            put(zip, "about.txt", () -> String.join("\n", about()));
            put(zip, "settings.txt", () -> String.join("\n", settings.lines()));
            put(zip, "health.json", () -> written(Objects.requireNonNull(health.health())));
            put(zip, "nodes.json", () -> written(nodes.all()));
            put(zip, "alarms.json", () -> written(List.of(alarms.standing(), alarms.past())));
            put(zip, "routes.json", () -> written(List.of(routes.all(), files.problems())));
            for (var file : files.running()) {
                put(zip, "routes/" + file.file(), file::yaml);
            }
            put(zip, "database.txt", () -> String.join("\n", database.lines()));
            put(zip, "metrics.txt", meters::scrape);
            put(zip, "threads.txt", () -> String.join("\n", threads()));
            put(zip, "log.txt", () -> String.join("", log.lines()));
        }
    }

    private List<String> about() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        return List.of(
                "made " + clock.instant(),
                "program " + Nodes.version(),
                "java " + runtime.getVmName() + " " + runtime.getVmVersion(),
                "system " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                "processors " + Runtime.getRuntime().availableProcessors(),
                "memory " + Runtime.getRuntime().totalMemory() + " of "
                        + Runtime.getRuntime().maxMemory(),
                "up " + Duration.ofMillis(runtime.getUptime()),
                "options " + ShownSettings.masked(String.join(" ", options(runtime.getInputArguments()))));
    }

    /** Switches of the machine alone: properties may hold secrets, and stand among the settings. */
    private static List<String> options(List<String> arguments) {
        return arguments.stream().filter(one -> one.startsWith("-X")).toList();
    }

    private static List<String> threads() {
        var threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds(), DEEPEST))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .toList();
    }

    private String written(Object value) {
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    private interface Part {
        String text();
    }

    private static void put(ZipOutputStream zip, String name, Part part) throws IOException {
        String text;
        try {
            text = part.text();
        } catch (RuntimeException e) {
            text = "не получилось: " + e.getClass().getName();
        }
        zip.putNextEntry(new ZipEntry(name));
        zip.write(ShownSettings.masked(text).getBytes(StandardCharsets.UTF_8)); // channels are named by their addresses
        zip.closeEntry();
    }
}
