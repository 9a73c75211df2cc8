package ru.priyomnaya;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real mail server for tests: Debian's {@code dovecot-imapd} and {@code dovecot-pop3d}, started as root with a private
 * configuration. Every address is a box that opens with the password {@code demo}, or with a bearer token of {@link #token}.
 */
public final class Dovecot implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/dovecot");
    private static final Path POP3 = Path.of("/usr/lib/dovecot/pop3");
    private static final AtomicInteger FILES = new AtomicInteger();

    public final int imap = GatewayTest.freePort();
    public final int pop = GatewayTest.freePort();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final HttpServer tokenServer;
    private final Path directory;
    private final Process process;

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM)
                && Files.isExecutable(POP3)
                && "root".equals(System.getProperty("user.name"));
    }

    public Dovecot() throws IOException, InterruptedException {
        directory = Files.createTempDirectory("dovecot");
        tokenServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tokenServer.createContext("/", exchange -> {
            var token = exchange.getRequestURI().getQuery().replaceFirst("^access_token=", "");
            var owner = tokens.get(token);
            var answer = owner == null ? "{}" : "{\"email\":\"" + owner + "\"}";
            exchange.sendResponseHeaders(owner == null ? 401 : 200, answer.length());
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        tokenServer.start();
        Files.createDirectories(directory.resolve("mail"));
        var configuration = directory.resolve("dovecot.conf");
        Files.writeString(configuration, configuration());
        Files.writeString(directory.resolve("oauth2.conf.ext"), """
                tokeninfo_url = http://127.0.0.1:%d/tokeninfo?access_token=
                username_attribute = email
                """.formatted(
                        tokenServer.getAddress().getPort()));
        run("chmod", "-R", "a+rwX", directory.toString());
        run("chown", "nobody:nogroup", directory.resolve("mail").toString());
        process = new ProcessBuilder(PROGRAM.toString(), "-F", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), imap)) {
                return socket.isConnected();
            }
        });
    }

    private String configuration() {
        return """
                protocols = imap pop3
                listen = 127.0.0.1
                base_dir = %1$s/run
                state_dir = %1$s/state
                log_path = %1$s/dovecot.log
                ssl = no
                disable_plaintext_auth = no
                auth_mechanisms = plain login xoauth2
                auth_username_format = %%Lu
                first_valid_uid = 1
                mail_max_userip_connections = 200
                mail_location = maildir:~/Maildir
                mailbox_idle_check_interval = 1 secs
                pop3_uidl_format = %%08Xu%%08Xv
                auth_failure_delay = 0
                namespace inbox {
                  inbox = yes
                  separator = /
                }
                service anvil {
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                passdb {
                  driver = oauth2
                  mechanisms = xoauth2
                  args = %1$s/oauth2.conf.ext
                }
                passdb {
                  driver = static
                  mechanisms = plain login
                  args = password=demo
                }
                userdb {
                  driver = static
                  args = uid=nobody gid=nogroup home=%1$s/mail/%%Lu allow_all_users=yes
                }
                service imap-login {
                  inet_listener imap {
                    port = %2$d
                  }
                }
                service pop3-login {
                  inet_listener pop3 {
                    port = %3$d
                  }
                }
                """.formatted(directory, imap, pop);
    }

    /** The token opens the box of that address. */
    public void token(String token, String address) {
        tokens.put(token, address);
    }

    public void revoke(String token) {
        tokens.remove(token);
    }

    /** As a delivery agent does: a file in the box, noticed by the server at once. */
    public void deliver(String address, byte[] letter) {
        deliver(address, "INBOX", letter);
    }

    public void deliver(String address, String folder, byte[] letter) {
        try {
            var box = folder(address, folder);
            var name = (1_700_000_000 + FILES.incrementAndGet()) + ".M1P1.test";
            var file = box.resolve("tmp").resolve(name);
            Files.write(file, letter);
            Files.move(file, box.resolve("new").resolve(name));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Path folder(String address, String folder) throws IOException, InterruptedException {
        var maildir = directory.resolve("mail").resolve(address).resolve("Maildir");
        var box = folder.equals("INBOX") ? maildir : maildir.resolve("." + folder.replace('/', '.'));
        if (!Files.exists(box)) {
            for (var part : new String[] {"cur", "new", "tmp"}) {
                Files.createDirectories(box.resolve(part));
            }
            run("chown", "-R", "nobody:nogroup", directory.resolve("mail").toString());
            run("chmod", "-R", "a+rwX", directory.resolve("mail").toString());
        }
        return box;
    }

    /** The server forgets all numbers: new UIDVALIDITY. */
    public void renumber(String address) {
        forget(address, "dovecot");
    }

    /** As after a restore from a copy: the numbers start again under the same UIDVALIDITY. */
    public void renumberUnderTheSameValidity(String address) {
        forget(address, "dovecot-uidlist");
    }

    private void forget(String address, String prefix) {
        var maildir = directory.resolve("mail").resolve(address).resolve("Maildir");
        try (Stream<Path> files = Files.list(maildir)) {
            for (var file : files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public void rename(String address, String folder, String newName) {
        var maildir = directory.resolve("mail").resolve(address).resolve("Maildir");
        try {
            Files.move(maildir.resolve("." + folder), maildir.resolve("." + newName));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Somebody tidies up behind our back. */
    public void deleteAll(String address) {
        var maildir = directory.resolve("mail").resolve(address).resolve("Maildir");
        for (var part : new String[] {"cur", "new"}) {
            try (Stream<Path> files = Files.list(maildir.resolve(part))) {
                for (var file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command));
        }
    }

    @Override
    public void close() {
        tokenServer.stop(0);
        process.destroy();
        process.onExit().join();
    }
}
