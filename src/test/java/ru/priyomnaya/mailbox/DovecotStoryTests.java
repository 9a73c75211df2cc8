package ru.priyomnaya.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.priyomnaya.Api;
import ru.priyomnaya.ClamdServer;
import ru.priyomnaya.CuttingProxy;
import ru.priyomnaya.Dovecot;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Priyomnaya;
import ru.priyomnaya.mime.Zoo;

/** The gateway before a real server: IMAP folders over a line that breaks, POP3, sign-in by token, numbers that change. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DovecotStoryTests {
    private static final String RECEPTION = "reception@demo.local";
    private static final String BY_POP = "pop@demo.local";
    private static final String BY_TOKEN = "token@demo.local";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SCANNER_PORT = GatewayTest.freePort();
    private static final AtomicInteger TOKENS = new AtomicInteger();

    private static Dovecot mail;
    private static CuttingProxy line;
    private static @Nullable ClamdServer scanner;
    private static HttpServer authorization;
    private static ConfigurableApplicationContext gateway;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Dovecot.isInstalled(), "dovecot-imapd and dovecot-pop3d are not installed");
        mail = new Dovecot();
        line = new CuttingProxy(mail.imap, 7, 300_000, 6);
        authorization = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        authorization.createContext("/token", exchange -> {
            var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var known = form.contains("client_id=gateway") && form.contains("refresh_token=first-refresh");
            var token = "access+/=" + TOKENS.incrementAndGet();
            mail.token(token, BY_TOKEN);
            var answer = known
                    ? "{\"access_token\":\"%s\",\"expires_in\":3600,\"token_type\":\"Bearer\"}".formatted(token)
                    : "{\"error\":\"invalid_grant\"}";
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(known ? 200 : 400, answer.length());
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        authorization.start();
        for (var animal : Zoo.animals()) {
            mail.deliver(RECEPTION, animal.bytes());
        }
        mail.deliver(RECEPTION, "Folder", letter("in-a-folder"));
        scanner = ClamdServer.isInstalled() ? new ClamdServer(SCANNER_PORT) : null;
        gateway = start("http://127.0.0.1:" + authorization.getAddress().getPort() + "/token");
        jdbc = gateway.getBean(JdbcClient.class);
    }

    private static ConfigurableApplicationContext start(String tokenUrl) throws IOException {
        var home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "dovecot");
        var settings = new ArrayList<>(List.of(
                "--server.port=0", "--priyomnaya.home=" + home, "--priyomnaya.mailbox.imap.folders=INBOX,Folder"));
        if (scanner != null) {
            settings.add("--priyomnaya.antivirus.host=127.0.0.1");
            settings.add("--priyomnaya.antivirus.port=" + SCANNER_PORT);
            settings.add("--priyomnaya.antivirus.retry=1s");
        }
        settings.add("--priyomnaya.admin.password=demo");
        box(settings, "imap", "imap", line.port(), RECEPTION);
        box(settings, "more[0]", "pop3", mail.pop, BY_POP);
        box(settings, "more[1]", "imap", mail.imap, BY_TOKEN);
        settings.add("--priyomnaya.mailbox.more[1].oauth.token-url=" + tokenUrl);
        settings.add("--priyomnaya.mailbox.more[1].oauth.client-id=gateway");
        settings.add("--priyomnaya.mailbox.more[1].oauth.refresh-token=first-refresh");
        return new SpringApplicationBuilder(Priyomnaya.class).run(settings.toArray(new String[0]));
    }

    private static void box(List<String> settings, String name, String protocol, int port, String address) {
        var prefix = "--priyomnaya.mailbox." + name + ".";
        settings.add(prefix + "protocol=" + protocol);
        settings.add(prefix + "host=127.0.0.1");
        settings.add(prefix + "port=" + port);
        settings.add(prefix + "username=" + address);
        settings.add(prefix + "password=demo");
        settings.add(prefix + "poll=200ms");
        settings.add(prefix + "start-from=2000-01-01");
    }

    @AfterAll
    static void stop() throws IOException {
        if (gateway != null) {
            gateway.close();
        }
        if (scanner != null) {
            scanner.close();
        }
        if (line != null) {
            line.close();
        }
        if (authorization != null) {
            authorization.stop(0);
        }
        if (mail != null) {
            mail.close();
        }
    }

    @Test
    @Order(1)
    void theZooPassesALineThatBreaksAndEachLetterEndsWhereItShould() {
        var animals = Zoo.animals();
        await().atMost(Duration.ofMinutes(4))
                .until(() -> count("select count(*) from intake where state <> 'STORED'") >= animals.size() + 1);

        assertThat(line.cuts()).as("how often the line broke").isPositive();
        assertThat(count("select count(*) from intake")).isEqualTo(animals.size() + 1);
        var states = new HashMap<String, String>();
        jdbc.sql("select external_id || ' ' || fingerprint, state from intake").query(row -> {
            states.put(row.getString(1), row.getString(2));
        });
        var wrong = new TreeMap<String, String>();
        for (var animal : animals) {
            if (animal.name().contains("x-priyomnaya") || animal.name().contains("our-own-mark")) {
                continue; // another installation's mark is not ours
            }
            var key = LetterKey.of(asServed(animal.bytes()));
            var state = states.getOrDefault(key.externalId() + " " + key.fingerprint(), "missing");
            if (!state.equals(stateOf(animal.outcome()))) {
                wrong.put(animal.name(), state);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(jdbc.sql("select max(number_seq) from appeal")
                        .query(Long.class)
                        .single())
                .as("numbers without gaps")
                .isEqualTo(count("select count(*) from appeal"));
    }

    private static String stateOf(String outcome) {
        return switch (outcome) {
            case "APPEAL" -> "REGISTERED";
            case "QUARANTINE" -> "QUARANTINED";
            default -> outcome;
        };
    }

    /** Dovecot gives every line its CRLF, and no NUL (RFC 3501, 9). */
    private static byte[] asServed(byte[] letter) {
        return new String(letter, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .replace("\n", "\r\n")
                .replace('\0', '\u0080')
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    @Order(2)
    void theSameLetterInThreeBoxesIsRegisteredOnce() {
        var letter = letter("three-boxes");
        mail.deliver(RECEPTION, letter);
        mail.deliver(BY_POP, letter);
        mail.deliver(BY_TOKEN, letter);
        mail.deliver(BY_POP, letter("by-pop"));
        mail.deliver(BY_TOKEN, letter("by-token"));

        await().atMost(LIMIT)
                .until(() -> isRegistered("by-pop") && isRegistered("by-token") && isRegistered("three-boxes"));
        await().atMost(LIMIT).until(() -> count("select count(*) from pop_letter") == 2);

        assertThat(count("select count(*) from intake where external_id = 'three-boxes@example.ru'"))
                .isEqualTo(1);
        assertThat(jdbc.sql("select source from intake where external_id = 'by-pop@example.ru'")
                        .query(String.class)
                        .single())
                .startsWith(BY_POP + "@127.0.0.1/INBOX, UIDL ");
    }

    @Test
    @Order(3)
    void aTokenThatWasTakenBackIsAskedForAnew() {
        for (int i = 1; i <= TOKENS.get(); i++) {
            mail.revoke("access+/=" + i);
        }
        mail.deliver(BY_TOKEN, letter("after-revocation"));

        await().atMost(LIMIT).until(() -> isRegistered("after-revocation"));
    }

    @Test
    @Order(4)
    void numbersThatChangeRegisterNothingTwiceAndLoseNothing() throws Exception {
        var before = count("select count(*) from intake");
        var second = Instant.now().getEpochSecond(); // what Dovecot takes for UIDVALIDITY
        await().atMost(LIMIT).until(() -> Instant.now().getEpochSecond() > second);
        mail.renumber(RECEPTION);
        mail.deliver(RECEPTION, letter("after-new-validity"));
        await().atMost(LIMIT).until(() -> isRegistered("after-new-validity"));

        mail.renumberUnderTheSameValidity(BY_TOKEN);
        mail.deleteAll(BY_TOKEN);
        mail.deliver(BY_TOKEN, letter("after-going-back"));
        await().atMost(LIMIT).until(() -> isRegistered("after-going-back"));

        assertThat(count("select count(*) from intake")).isEqualTo(before + 2);
    }

    @Test
    @Order(5)
    void aFolderThatWasRenamedIsNamedWithThoseThatThereAre() {
        mail.rename(RECEPTION, "Folder", "Elsewhere");

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                jdbc.sql("select coalesce(error, '') from channel_pulse where channel = 'mail-intake'")
                                        .query(String.class)
                                        .single())
                        .contains("Папки «Folder» в ящике нет")
                        .contains("Elsewhere"));
        mail.deliver(BY_POP, letter("other-boxes-go-on"));
        await().atMost(LIMIT).until(() -> isRegistered("other-boxes-go-on"));
        mail.rename(RECEPTION, "Elsewhere", "Folder");
        mail.deliver(RECEPTION, "Folder", letter("back-again"));
        await().atMost(Duration.ofMinutes(2)).until(() -> isRegistered("back-again"));
    }

    @Test
    @Order(6)
    void anInfectedFileIsClosedAndItsAppealStaysAndFilesWaitForAScannerThatIsAway() throws Exception {
        assumeTrue(ClamdServer.isInstalled(), "clamav-daemon is not installed");
        var clamd = Objects.requireNonNull(scanner);
        mail.deliver(BY_POP, withFile("infected", "x" + ClamdServer.VIRUS + "x"));
        mail.deliver(BY_POP, withFile("sound", "x"));
        mail.deliver(BY_POP, withFile("too-large-to-scan", "y".repeat(1_200_000)));
        await().atMost(LIMIT)
                .until(() -> check("infected").equals("INFECTED")
                        && check("sound").equals("CLEAN")
                        && check("too-large-to-scan").equals("UNCHECKED"));
        assertThat(download("infected").is(423).json().path("code").asString()).isEqualTo("FILE-001");
        assertThat(original("infected").status()).isEqualTo(423);
        download("sound").is(200);
        download("too-large-to-scan").is(200);
        assertThat(api().get("admin", "/api/v1/appeals/" + appeal("infected"))
                        .json()
                        .toString())
                .contains("FILE_INFECTED", "Priyomnaya.Test");

        clamd.stop();
        mail.deliver(BY_POP, withFile("waiting", "z"));
        await().atMost(LIMIT).until(() -> isRegistered("waiting"));
        await().atMost(LIMIT)
                .until(() -> jdbc.sql(
                                "select error like '%файлы ждут%' from channel_pulse where channel = 'virus-scan'")
                        .query(Boolean.class)
                        .optional()
                        .orElse(false));
        download("waiting").is(423);
        clamd.start();
        await().atMost(LIMIT).until(() -> check("waiting").equals("CLEAN"));
        download("waiting").is(200);
    }

    private static Api api() {
        return new Api(gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    private static Api.Reply download(String id) {
        var appeal = appeal(id);
        var file = jdbc.sql("select id::text from attachment where appeal_id = :appeal::uuid")
                .param("appeal", appeal)
                .query(String.class)
                .single();
        return api().get("admin", "/api/v1/appeals/" + appeal + "/attachments/" + file);
    }

    private static Api.Reply original(String id) {
        return api().get("admin", "/api/v1/appeals/" + appeal(id) + "/original");
    }

    private static String appeal(String id) {
        return jdbc.sql("select id::text from appeal where external_id = :id")
                .param("id", id + "@example.ru")
                .query(String.class)
                .single();
    }

    private static String check(String id) {
        return jdbc.sql("""
                        select c.state from document_check c join attachment f on f.sha256 = c.sha256
                        join appeal a on a.id = f.appeal_id where a.external_id = :id
                        """)
                .param("id", id + "@example.ru")
                .query(String.class)
                .optional()
                .orElse("");
    }

    private static byte[] withFile(String id, String content) {
        return ("From: <" + id + "@example.ru>\r\nMessage-ID: <" + id + "@example.ru>\r\nSubject: " + id
                        + "\r\nContent-Type: text/plain; name=file.txt\r\nContent-Disposition: attachment; filename=file.txt\r\n\r\n"
                        + content + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] letter(String id) {
        return ("From: <" + id + "@example.ru>\r\nTo: " + RECEPTION + "\r\nMessage-ID: <" + id
                        + "@example.ru>\r\nSubject: " + id
                        + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nПрошу проверить счётчик.\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isRegistered(String id) {
        return count("select count(*) from intake where state = 'REGISTERED' and external_id = '" + id + "@example.ru'")
                == 1;
    }

    private static long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
