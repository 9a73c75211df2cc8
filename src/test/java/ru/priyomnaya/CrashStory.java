package ru.priyomnaya;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Kills the gateway again and again while it works, starts it once more, and counts. */
final class CrashStory implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final byte[] SCAN = onePage();

    static {
        // The mail server's threads complain when the gateway dies in the middle of a command: that is the point.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    private final Random random;
    private final int smtp = GatewayTest.freePort();
    private final int imap = GatewayTest.freePort();
    private final int port = GatewayTest.freePort();
    private final GreenMail mailServer;
    private final TestMail mail = new TestMail(smtp, imap);
    private final Api api = new Api(port);
    private final Path home;
    private @Nullable GatewayProcess gateway;

    CrashStory(long seed) throws IOException {
        random = new Random(seed);
        home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "crash");
        mailServer = new GreenMail(new ServerSetup[] {
                    new ServerSetup(smtp, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
                    new ServerSetup(imap, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
                })
                .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        mailServer.start();
    }

    /** The one that runs, or a new one. */
    private GatewayProcess gateway() throws IOException {
        if (gateway == null || !gateway.isAlive()) {
            gateway = start();
        }
        return gateway;
    }

    private GatewayProcess start() throws IOException {
        return new GatewayProcess(
                home,
                port,
                List.of(
                        "--priyomnaya.admin.password=demo",
                        "--priyomnaya.mailbox.imap.protocol=imap",
                        "--priyomnaya.mailbox.imap.host=127.0.0.1",
                        "--priyomnaya.mailbox.imap.port=" + imap,
                        "--priyomnaya.mailbox.imap.username=reception@demo.local",
                        "--priyomnaya.mailbox.imap.password=demo",
                        "--priyomnaya.mailbox.imap.poll=300ms",
                        "--priyomnaya.dispatch.undo=1s",
                        "--priyomnaya.mailbox.smtp.protocol=smtp",
                        "--priyomnaya.mailbox.smtp.host=127.0.0.1",
                        "--priyomnaya.mailbox.smtp.port=" + smtp,
                        "--priyomnaya.mailbox.smtp.from=reception@demo.local"));
    }

    /** Letters wait in the mailbox; the gateway dies {@code kills} times on its way through them. */
    void letters(int count, int kills) throws Exception {
        for (int i = 0; i < count; i++) {
            mail.send("From: <a" + i + "@example.ru>\nTo: reception@demo.local\nSubject: Letter " + i
                    + "\nMessage-ID: <" + i + "@example.ru>\nContent-Type: text/plain; charset=utf-8\n\nТекст " + i);
        }
        for (int kill = 0; kill < kills; kill++) {
            dieWhen(gateway(), "select count(*) from intake", 1 + random.nextInt(Math.max(1, count)));
        }
        var database = gateway().database();
        awaitCount(database, "select count(*) from appeal", count);
        awaitCount(database, "select count(*) from delivery where state = 'ACCEPTED'", count);

        assertThat(count(database, "select count(distinct external_id) from appeal"))
                .isEqualTo(count);
        assertThat(count(database, "select count(*) from appeal")).isEqualTo(count);
        assertNumbersWithoutGaps(database, count);
        // 152-ФЗ: addresses and texts belong in the database, not in the log.
        assertThat(logs()).contains("Зарегистрировано").doesNotContain("@example.ru", "Letter 1", "Текст 1");
        for (int i = 0; i < count; i++) {
            assertThat(messageIds("a" + i + "@example.ru")).as("letter %d", i).hasSize(1);
        }
    }

    /** A site posts, and posts again with the same key whenever it gets no answer. */
    void posts(int count, int kills) throws Exception {
        gateway().awaitStart();
        var before = count(gateway().database(), "select count(*) from appeal");
        var site = Executors.newFixedThreadPool(4);
        var posted = IntStream.range(0, count)
                .mapToObj(i -> (Future<?>) site.submit(() -> postUntilAccepted("key-" + i)))
                .toList();
        for (int kill = 0; kill < kills; kill++) {
            var reached = before + (long) count * (kill + 1) / (kills + 1);
            dieWhen(gateway(), "select count(*) from appeal", reached);
            gateway().awaitStart();
        }
        for (var one : posted) {
            one.get();
        }
        site.shutdown();
        var database = gateway().database();

        assertThat(count(database, "select count(*) from appeal where channel = 'WEBSITE'"))
                .isEqualTo(count);
        assertThat(count(database, "select count(distinct external_id) from appeal where channel = 'WEBSITE'"))
                .isEqualTo(count);
        assertNumbersWithoutGaps(database, before + count);
    }

    private void postUntilAccepted(String key) {
        var fields = Map.of(
                "lastName",
                "Егорова",
                "firstName",
                "Тамара",
                "email",
                key + "@example.ru",
                "text",
                key,
                "consent",
                "true");
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).until(() -> {
            try {
                return api.post("", "/api/v1/website/appeals", fields, "Idempotency-Key", key)
                                .status()
                        == 201;
            } catch (UncheckedIOException gone) {
                return false;
            }
        });
    }

    /** Answers leave while the gateway dies; each applicant must know one answer by one Message-ID. */
    void deliveries(int count, int kills) throws Exception {
        gateway().awaitStart();
        people(gateway().database());
        var ids = gateway()
                .database()
                .sql("select id::text from appeal where channel = 'EMAIL' order by number_seq limit " + count)
                .query(String.class)
                .list();
        assertThat(ids).hasSize(count);
        for (var id : ids) {
            answerAndSend(id);
        }
        for (int kill = 0; kill < kills; kill++) {
            var reached = count * (kill + 1L) / (kills + 1);
            dieWhen(gateway(), "select count(*) from delivery where kind = 'ANSWER' and state <> 'WAITING'", reached);
            gateway().awaitStart();
        }
        var database = gateway().database();
        awaitCount(database, "select count(*) from delivery where kind = 'ANSWER' and state = 'ACCEPTED'", count);

        var applicants = database.sql(
                        "select email from appeal a where exists (select 1 from delivery d where d.appeal_id = a.id and d.kind = 'ANSWER')")
                .query(String.class)
                .list();
        assertThat(applicants).hasSize(count);
        for (var applicant : applicants) {
            assertThat(messageIds(applicant)).as(applicant).hasSize(2); // the receipt's and the answer's
        }
        assertThat(count(database, "select count(*) from answer where status = 'SENT'"))
                .isEqualTo(count);
    }

    private void answerAndSend(String id) {
        api.post("admin", "/api/v1/appeals/" + id + "/assign", Map.of("executor", "executor"))
                .is(200);
        var answers = "/api/v1/appeals/" + id + "/answers";
        var path = answers + "/"
                + api.post("executor", answers, Map.of("text", "Ответ"))
                        .is(201)
                        .json()
                        .path("answerId")
                        .asString();
        api.post("executor", path + "/submit", Map.of()).is(200);
        api.post("signer", path + "/approve", Map.of()).is(200);
        api.upload("executor", "PUT", path + "/scan", Map.of(), new Api.File("file", "s.pdf", SCAN))
                .is(200);
        api.post("executor", path + "/send", Map.of()).is(200);
    }

    /** An executor and a signer with the administrator's password. */
    private static void people(JdbcClient database) {
        for (var role : List.of("EXECUTOR", "SIGNER")) {
            var id = UUID.randomUUID();
            database.sql("""
                            insert into person (id, version, organization_id, username, password_hash, last_name, first_name,
                              phone, enabled)
                            select :id, 0, organization_id, :name, password_hash, 'Иванова', 'Анна', '2-00', true
                            from person where username = 'admin'
                            """)
                    .param("id", id)
                    .param("name", role.toLowerCase(Locale.ROOT))
                    .update();
            database.sql("insert into person_role (person_id, role) values (:id, :role)")
                    .param("id", id)
                    .param("role", role)
                    .update();
            database.sql("""
                            insert into signing_right (id, person_id, valid_from, author, saved_at)
                            values (:id, :id, date '2026-01-01', 'admin', now())
                            """).param("id", id).update();
        }
    }

    /** Asked to, it ends by itself. */
    void end() throws Exception {
        assertThat(gateway().stop()).isEqualTo(143);
    }

    private void dieWhen(GatewayProcess gateway, String query, long reached) throws InterruptedException {
        var database = gateway.database();
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !gateway.isAlive() || count(database, query) >= reached);
        assertThat(gateway.isAlive()).isTrue();
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(60)).toNanos());
        gateway.kill();
    }

    private static void awaitCount(JdbcClient database, String query, long expected) {
        await().atMost(LIMIT).until(() -> count(database, query), found -> found >= expected);
    }

    /** −1 while the table or the database is not there yet. */
    private static long count(JdbcClient database, String query) {
        try {
            return database.sql(query).query(Long.class).single();
        } catch (DataAccessException notYet) {
            return -1;
        }
    }

    private static void assertNumbersWithoutGaps(JdbcClient database, long count) {
        assertThat(database.sql("select number_seq from appeal order by number_seq")
                        .query(Long.class)
                        .list())
                .isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
    }

    private Set<String> messageIds(String address) throws MessagingException {
        var ids = new HashSet<String>();
        for (var letter : mail.inbox(address)) {
            ids.add(Objects.requireNonNull(letter.getMessageID()));
        }
        return ids;
    }

    private String logs() throws IOException {
        try (var files = Files.list(home)) {
            var all = new StringBuilder();
            for (var log : (Iterable<Path>) files.filter(file -> file.toString().endsWith(".log"))::iterator) {
                all.append(Files.readString(log));
            }
            return all.toString();
        }
    }

    private static byte[] onePage() {
        try (var document = new PDDocument();
                var pdf = new ByteArrayOutputStream()) {
            var page = new PDPage();
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.addRect(100, 100, 300, 300);
                content.fill();
            }
            document.save(pdf);
            return pdf.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (gateway != null) {
            gateway.destroy(); // of a story that failed
        }
        mailServer.stop();
    }
}
