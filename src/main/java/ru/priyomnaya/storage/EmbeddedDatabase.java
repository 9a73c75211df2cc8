package ru.priyomnaya.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL that the gateway starts for itself when none is configured; its files outlive the process. */
class EmbeddedDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Starts on a free port over {@code directory}, durable: a commit is on disk when it returns. */
    static EmbeddedDatabase start(Path directory, Path binaries) throws IOException, SQLException {
        var data = directory.resolve("data");
        stopOrphan(data);
        // A server writes this file when it first runs: without it initdb was cut short, and nothing was ever stored
        // here.
        if (!Files.exists(data.resolve("postmaster.opts"))) {
            FileSystemUtils.deleteRecursively(data);
        }
        var postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setRegisterShutdownHook(false) // closed after the connection pool, not beside it
                .setPGStartupWait(PATIENCE)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                // Its log quotes statements and values otherwise: personal data.
                .setServerConfig("log_error_verbosity", "terse")
                .setServerConfig("log_min_error_statement", "panic")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_connections", "60")
                .setOutputRedirector(
                        Redirect.appendTo(directory.resolve("postgres.log").toFile()))
                .setErrorRedirector(
                        Redirect.appendTo(directory.resolve("postgres.log").toFile()))
                .start();
        var database = new EmbeddedDatabase(postgres);
        database.refuseForeignServer(data);
        log.info("Встроенная PostgreSQL: порт {}", postgres.getPort());
        return database;
    }

    String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    /** A killed gateway leaves its server running; a second one over the same files would refuse to start. */
    private static void stopOrphan(Path data) throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var orphan = Files.readAllLines(pidFile).stream()
                .findFirst()
                .map(String::trim)
                .filter(pid -> pid.matches("\\d{1,18}"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(process -> isPostgresOf(process, data));
        if (orphan.isPresent()) {
            log.info(
                    "Останавливаю PostgreSQL, оставшуюся от прежнего запуска: процесс {}",
                    orphan.get().pid());
            orphan.get().destroy();
            try {
                orphan.get().onExit().orTimeout(20, TimeUnit.SECONDS).join();
            } catch (CompletionException stuck) {
                orphan.get().destroyForcibly();
                orphan.get().onExit().join();
            }
        }
        Files.deleteIfExists(pidFile);
    }

    /** After a reboot the number may belong to somebody else's process, another PostgreSQL included. */
    private static boolean isPostgresOf(ProcessHandle process, Path data) {
        var command = process.info().commandLine().orElse("");
        return command.contains("postgres") && (command.contains(data.toString()) || worksIn(process, data));
    }

    /** A server's working directory is its data directory, by whatever path the home was named when it started. */
    private static boolean worksIn(ProcessHandle process, Path data) {
        try {
            return Files.isSameFile(Path.of("/proc", String.valueOf(process.pid()), "cwd"), data);
        } catch (IOException notLinux) {
            return false;
        }
    }

    private void refuseForeignServer(Path data) throws SQLException, IOException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var result = connection.createStatement().executeQuery("show data_directory")) {
            result.next();
            var actual = Path.of(result.getString(1));
            if (!Files.isSameFile(actual, data)) {
                throw new IllegalStateException("На порту %d отвечает чужая PostgreSQL: её каталог %s, наш %s"
                        .formatted(postgres.getPort(), actual, data));
            }
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
