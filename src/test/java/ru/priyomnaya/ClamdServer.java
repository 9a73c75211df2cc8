package ru.priyomnaya;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;

/** A real scanner: Debian's {@code clamav-daemon} with one signature of our own and a limit of one megabyte. */
public final class ClamdServer implements AutoCloseable {
    public static final String VIRUS = "PRIYOMNAYA-TEST-VIRUS";
    private static final Path PROGRAM = Path.of("/usr/sbin/clamd");

    private final int port;
    private final Path configuration;
    private Process process;

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    public ClamdServer(int port) throws IOException {
        this.port = port;
        var directory = Files.createTempDirectory("clamd");
        var database = Files.createDirectory(directory.resolve("db"));
        Files.writeString(
                database.resolve("test.ndb"),
                "Priyomnaya.Test:0:*:" + HexFormat.of().formatHex(VIRUS.getBytes(StandardCharsets.US_ASCII)) + "\n");
        configuration = Files.writeString(directory.resolve("clamd.conf"), """
                Foreground yes
                TCPSocket %d
                TCPAddr 127.0.0.1
                DatabaseDirectory %s
                TemporaryDirectory %s
                LogFile %s/clamd.log
                User %s
                SelfCheck 0
                StreamMaxLength 1M
                """.formatted(
                        port, database, directory, directory, System.getProperty("user.name")));
        start();
    }

    public void start() throws IOException {
        process = new ProcessBuilder(PROGRAM.toString(), "-F", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(configuration.resolveSibling("output.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            }
        });
    }

    public void stop() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        stop();
    }
}
