package ru.priyomnaya.benchmark;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import ru.priyomnaya.Dovecot;
import ru.priyomnaya.GatewayProcess;

/** The gateway as a process of its own with its shipped routes, its heap watched by the collector's log. */
final class MeasuredGateway implements AutoCloseable {
    private final Path log;
    private final JdbcClient jdbc;
    private final Process process;

    MeasuredGateway(String url, Dovecot mail, String name) throws IOException {
        var home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), name);
        log = home.resolve("gc.log");
        jdbc = JdbcClient.create(new DriverManagerDataSource(url));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms384m",
                        "-Xmx384m",
                        "-Xlog:gc:file=" + log,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "ru.priyomnaya.Priyomnaya",
                        "--server.port=0",
                        "--spring.datasource.url=" + url,
                        "--priyomnaya.home=" + home,
                        "--priyomnaya.mailbox.imap.protocol=imap",
                        "--priyomnaya.mailbox.imap.host=127.0.0.1",
                        "--priyomnaya.mailbox.imap.port=" + mail.imap,
                        "--priyomnaya.mailbox.imap.username=reception@demo.local",
                        "--priyomnaya.mailbox.imap.password=demo",
                        "--priyomnaya.mailbox.imap.start-from=2000-01-01",
                        "--priyomnaya.mailbox.imap.poll=1s",
                        "--priyomnaya.mailbox.smtp.protocol=smtp",
                        "--priyomnaya.mailbox.smtp.host=127.0.0.1",
                        // Receipts stay in the outbox: nobody listens there.
                        "--priyomnaya.mailbox.smtp.port=" + GatewayPorts.port(),
                        "--priyomnaya.mailbox.smtp.from=reception@demo.local",
                        "--logging.level.ru.priyomnaya=WARN")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("gateway.log").toFile())
                .start();
    }

    /** Whether the first poll of the mailbox has begun. */
    boolean polled() {
        try {
            return jdbc.sql("select count(*) from mailbox_cursor")
                            .query(Long.class)
                            .single()
                    > 0;
        } catch (DataAccessException notYet) {
            return false;
        }
    }

    /** Waits for one whole poll that begins after now. */
    void awaitPoll() {
        for (int i = 0; i < 2; i++) {
            var now = Instant.now();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> jdbc.sql(
                                    "select last_success_at > :now from channel_pulse where channel = 'mail-intake'")
                            .param("now", now.atOffset(ZoneOffset.UTC))
                            .query(Boolean.class)
                            .optional()
                            .orElse(false));
        }
    }

    double peakHeapMegabytes() throws IOException {
        return GatewayProcess.peakHeapMegabytes(log);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
