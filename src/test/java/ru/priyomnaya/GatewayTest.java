package ru.priyomnaya;

import com.icegreen.greenmail.util.GreenMail;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole gateway with real parts: its PostgreSQL, its routes, a mail server, HTTP. One context serves all tests that need
 * it, so each test works with applicants of its own and never counts the whole register.
 */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@ActiveProfiles("demo")
public abstract class GatewayTest {
    public static final String ACCOUNT_TOKEN = "account-token-of-the-tests";
    public static final String HOOK_TOKEN = "hook-token-of-the-tests";
    public static final String ACCOUNT_SECRET = "webhook-secret-of-the-tests";

    @LocalServerPort
    protected int port;

    @Value("${priyomnaya.stand.smtp-port}")
    protected int smtp;

    @Value("${priyomnaya.stand.imap-port}")
    protected int imap;

    @Autowired
    protected GreenMail mailServer;

    @Autowired
    protected JdbcClient jdbc;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        var home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "gateway");
        var smtpPort = freePort();
        var imapPort = freePort();
        var accountPort = freePort();
        var alarmPort = freePort();
        var queuePort = freePort();
        var web = freePort(); // the stand's address must be known before the server starts
        settings.add("server.port", () -> web);
        settings.add("priyomnaya.gis.poll", () -> "1s");
        settings.add("priyomnaya.gis.refresh", () -> "1s");
        settings.add("priyomnaya.gis.receive-timeout", () -> "3s");
        settings.add("priyomnaya.gis.connect-timeout", () -> "2s");
        settings.add("priyomnaya.home", home::toString);
        var routes = copyOf(Path.of("routes"), home.resolve("routes"));
        settings.add("priyomnaya.routes", routes::toString);
        settings.add("priyomnaya.stand.smtp-port", () -> smtpPort);
        settings.add("priyomnaya.stand.imap-port", () -> imapPort);
        settings.add("priyomnaya.stand.samples", () -> false);
        settings.add("priyomnaya.mailbox.imap.poll", () -> "200ms");
        settings.add("priyomnaya.mailbox.max-message", () -> "2MB");
        settings.add("priyomnaya.website.forms-per-minute", () -> 1000);
        settings.add("priyomnaya.website.embed-origins", () -> "https://company.example.ru");
        settings.add("priyomnaya.dispatch.first-pause", () -> "300ms");
        settings.add("priyomnaya.dispatch.undo", () -> "1500ms");
        settings.add("priyomnaya.website.public-url", () -> "http://localhost:" + web);
        settings.add("priyomnaya.account.token", () -> ACCOUNT_TOKEN);
        settings.add("priyomnaya.account.webhook-url", () -> "http://127.0.0.1:" + accountPort + "/news");
        settings.add("priyomnaya.account.webhook-secret", () -> ACCOUNT_SECRET);
        settings.add("test.account-port", () -> accountPort);
        settings.add("priyomnaya.alarm.email", () -> "alarms@demo.local");
        settings.add("priyomnaya.alarm.webhook.url", () -> "http://127.0.0.1:" + alarmPort + "/alarm");
        settings.add("priyomnaya.alarm.webhook.secret", () -> ACCOUNT_SECRET);
        settings.add("test.alarm-port", () -> alarmPort);
        settings.add("priyomnaya.hooks.token", () -> HOOK_TOKEN);
        settings.add("priyomnaya.queue.url", () -> "amqp://127.0.0.1:" + queuePort);
        settings.add("test.queue-port", () -> queuePort);
        settings.add("priyomnaya.access.failures-per-minute", () -> 1000);
        settings.add("priyomnaya.access.bcrypt-cost", () -> 5);
        settings.add(
                "priyomnaya.access.ldap.urls", () -> TestDirectory.running().plain());
        settings.add("priyomnaya.access.ldap.base", () -> TestDirectory.BASE);
        settings.add("priyomnaya.access.ldap.bind-dn", () -> TestDirectory.READER);
        settings.add("priyomnaya.access.ldap.bind-password", () -> "reader's");
        settings.add("priyomnaya.access.ldap.roles.REGISTRAR", () -> "Registrars");
        settings.add("priyomnaya.access.ldap.roles.EXECUTOR", () -> "cn=executors,ou=groups,dc=company,dc=ru");
        var oidcPort = freePort(); // nobody listens there until a test does
        settings.add("test.oidc-port", () -> oidcPort);
        settings.add("priyomnaya.access.oidc.issuer", () -> "http://127.0.0.1:" + oidcPort);
        settings.add("priyomnaya.access.oidc.client-id", () -> "priyomnaya");
        settings.add("priyomnaya.access.oidc.client-secret", () -> "of the tests");
        settings.add("priyomnaya.access.oidc.role-claim", () -> "realm_access.roles");
        settings.add("priyomnaya.access.oidc.roles.REGISTRAR", () -> "registrars");
        settings.add("priyomnaya.scans.settled", () -> "300ms");
        settings.add("priyomnaya.documents.destroy-untouched", () -> "1s");
    }

    /** What a test changes must not be the project's own. */
    private static Path copyOf(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    protected Api api() {
        return new Api(port);
    }

    protected TestMail mail() {
        return new TestMail(smtp, imap);
    }
}
