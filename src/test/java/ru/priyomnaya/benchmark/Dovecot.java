package ru.priyomnaya.benchmark;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A real IMAP server with letters waiting in its mailbox: Debian's {@code dovecot-imapd}, started as root with a private
 * configuration. The in-memory server of the tests needs a second for each letter when thousands wait.
 */
final class Dovecot implements AutoCloseable {
    final int imap = GatewayPorts.port();
    private final Process process;

    Dovecot(int letters) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("dovecot");
        var mail = directory.resolve("mail");
        for (var part : new String[] {"cur", "new", "tmp"}) {
            Files.createDirectories(mail.resolve(part));
        }
        int i = 0;
        for (var letter : BenchmarkMail.letters(letters)) {
            Files.write(mail.resolve("new").resolve(1_700_000_000 + i++ + ".M1P1.bench"), letter);
        }
        var configuration = directory.resolve("dovecot.conf");
        Files.writeString(configuration, configuration(directory, mail));
        run("chmod", "-R", "a+rwX", directory.toString());
        run("chown", "-R", "nobody:nogroup", mail.toString());
        process = new ProcessBuilder("dovecot", "-F", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), imap)) {
                return socket.isConnected();
            }
        });
    }

    private String configuration(Path directory, Path mail) {
        return """
                protocols = imap
                listen = 127.0.0.1
                base_dir = %1$s/run
                log_path = %1$s/dovecot.log
                ssl = no
                disable_plaintext_auth = no
                first_valid_uid = 1
                mail_max_userip_connections = 50
                passdb {
                  driver = static
                  args = password=demo
                }
                userdb {
                  driver = static
                  args = uid=nobody gid=nogroup home=%1$s mail=maildir:%2$s
                }
                service imap-login {
                  inet_listener imap {
                    port = %3$d
                  }
                }
                """.formatted(directory, mail, imap);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command));
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
