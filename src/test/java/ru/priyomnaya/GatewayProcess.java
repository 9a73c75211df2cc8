package ru.priyomnaya;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The gateway as a process of its own, which a test may kill. */
public final class GatewayProcess {
    private static final Pattern DATABASE = Pattern.compile("Встроенная PostgreSQL: порт (\\d+)");
    private static final Pattern BEFORE_COLLECTION = Pattern.compile("(\\d+)M->\\d+M\\(\\d+M\\)");
    private static final Duration START = Duration.ofMinutes(6);
    private static final Duration STOP = Duration.ofMinutes(2);

    private final Path log;
    private final Process process;

    /** Starts it; returns at once. */
    public GatewayProcess(Path home, int port, List<String> settings) throws IOException {
        this(home, port, settings, List.of());
    }

    /** @param jvm more options of the virtual machine */
    public GatewayProcess(Path home, int port, List<String> settings, List<String> jvm) throws IOException {
        this.log = Files.createTempFile(Files.createDirectories(home), "gateway", ".log");
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                // compiled and collected as the tests themselves are, with their PostgreSQL
                .filter(option ->
                        Stream.of("-XX:Tiered", "-XX:+Use", "-Dpriyomnaya.").anyMatch(option::startsWith))
                .forEach(command::add);
        command.addAll(jvm);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "ru.priyomnaya.Priyomnaya",
                "--priyomnaya.home=" + home,
                "--server.port=" + port));
        command.addAll(settings);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
    }

    /** Its database, as soon as it answers. */
    public JdbcClient database() {
        var found = await().atMost(START).failFast(this::ended).until(this::databasePort, number -> !number.isEmpty());
        return JdbcClient.create(new DriverManagerDataSource(
                "jdbc:postgresql://localhost:" + found + "/postgres", "postgres", "postgres"));
    }

    private String databasePort() throws IOException {
        var match = DATABASE.matcher(Files.readString(log));
        return match.find() ? match.group(1) : "";
    }

    public void awaitStart() {
        until(START, () -> Files.readString(log).contains("Started Priyomnaya"));
    }

    /** Waits for a condition, but not for that of a dead gateway. */
    public void until(Duration limit, Callable<Boolean> condition) {
        await().atMost(limit).failFast(this::ended).ignoreExceptions().until(condition);
    }

    private void ended() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError(
                    "The gateway ended with code " + process.exitValue() + ":\n" + Files.readString(log));
        }
    }

    /** What a {@code -Xlog:gc} file says. */
    public static double peakHeapMegabytes(Path log) throws IOException {
        return BEFORE_COLLECTION
                .matcher(Files.readString(log))
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .max()
                .orElse(0);
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@link #kill}, and returns at once. */
    public void destroy() {
        process.destroyForcibly();
    }

    /** SIGTERM, and what it ends with. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("The gateway does not stop");
        }
        return process.exitValue();
    }

    public boolean isAlive() {
        return process.isAlive();
    }
}
