package ru.priyomnaya.gis;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import ru.priyomnaya.GatewayProcess;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.TestMail;
import ru.priyomnaya.stand.gis.GisStandAlone;

/** Several gateways on one PostgreSQL, one mailbox and one ГИС ЖКХ; they are killed at random while letters and appeals come in. */
final class NodesStory implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final Random random;
    private final EmbeddedPostgres postgres;
    private final JdbcClient database;
    private final int smtp = GatewayTest.freePort();
    private final int imap = GatewayTest.freePort();
    private final GreenMail mailServer;
    private final TestMail mail = new TestMail(smtp, imap);
    private final int standPort = GatewayTest.freePort();
    private final ConfigurableApplicationContext standing;
    private final Stand stand = new Stand(standPort);
    private final Path homes;
    private final List<GatewayProcess> nodes = new ArrayList<>();
    private final int boxes;

    /** @param boxes that the letters are spread over: the tests' mail server walks a folder at each command, in the square */
    NodesStory(long seed, int boxes) throws IOException {
        random = new Random(seed);
        this.boxes = boxes;
        homes = Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "nodes")
                .toAbsolutePath();
        Files.createDirectories(homes.resolve("documents"));
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "120")
                .start();
        database = JdbcClient.create(new DriverManagerDataSource(postgres.getJdbcUrl("postgres", "postgres")));
        mailServer = new GreenMail(new ServerSetup[] {
                    new ServerSetup(smtp, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
                    new ServerSetup(imap, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
                })
                .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        mailServer.start();
        standing = GisStandAlone.start("--server.port=" + standPort, "--logging.level.root=ERROR");
    }

    /** What is to be taken in, the appeals of ГИС ЖКХ spread among the letters. */
    void arrive(int letters, int appeals) {
        for (int i = 0; i < letters; i++) {
            var letter =
                    "From: <a%d@example.ru>\r\nTo: %s\r\nSubject: Letter %d\r\nMessage-ID: <%d@example.ru>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nТекст %d\r\n"
                            .formatted(i, TestMail.RECEPTION, i, i, i);
            mail.send(letter.getBytes(StandardCharsets.UTF_8), box(i % boxes));
            for (int n = i * appeals / letters; n < (i + 1) * appeals / letters; n++) {
                stand.appeal("AppealText", "Вопрос " + n);
            }
        }
    }

    private static String box(int n) {
        return n == 0 ? TestMail.RECEPTION : "reception" + n + "@demo.local";
    }

    /** The first alone, for it makes the tables and the people. */
    void start(int count) throws IOException {
        for (int n = 0; n < count; n++) {
            nodes.add(start("node" + n));
            if (n == 0) {
                nodes.get(0).awaitStart();
            }
        }
        nodes.forEach(GatewayProcess::awaitStart);
    }

    private GatewayProcess start(String name) throws IOException {
        var home = Files.createDirectories(homes.resolve(name));
        if (!Files.exists(home.resolve("documents"))) {
            Files.createSymbolicLink(home.resolve("documents"), homes.resolve("documents"));
        }
        var settings = new ArrayList<>(List.of(
                "--spring.profiles.active=demo",
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--priyomnaya.stand.samples=false",
                "--priyomnaya.stand.smtp-port=" + GatewayTest.freePort(),
                "--priyomnaya.stand.imap-port=" + GatewayTest.freePort(),
                "--priyomnaya.mailbox.imap.port=" + imap,
                "--priyomnaya.mailbox.imap.poll=300ms",
                "--priyomnaya.mailbox.smtp.port=" + smtp,
                "--priyomnaya.gis.base-url=http://127.0.0.1:" + standPort + "/stand/gis",
                "--priyomnaya.gis.poll=500ms"));
        for (int n = 1; n < boxes; n++) {
            var more = "--priyomnaya.mailbox.more[" + (n - 1) + "].";
            settings.addAll(List.of(
                    more + "protocol=imap",
                    more + "host=127.0.0.1",
                    more + "port=" + imap,
                    more + "username=" + box(n),
                    more + "password=demo"));
        }
        return new GatewayProcess(home, GatewayTest.freePort(), settings);
    }

    /** One after the other, each started again with its own home; returns how many appeals there were at each kill. */
    List<Long> kill(int times, Duration between) throws IOException, InterruptedException {
        var registered = new ArrayList<Long>();
        for (int i = 0; i < times; i++) {
            LockSupport.parkNanos((long) (between.toNanos() * (0.5 + random.nextDouble())));
            var victim = random.nextInt(nodes.size());
            registered.add(count("select count(*) from appeal"));
            nodes.get(victim).kill();
            var again = start("node" + victim);
            again.awaitStart();
            nodes.set(victim, again);
        }
        return registered;
    }

    /** Kills who reads the mailbox for good; returns after how long another one does. */
    Duration takeOver() throws IOException, InterruptedException {
        var holder = holder();
        for (int n = 0; n < nodes.size(); n++) {
            if (Files.readString(homes.resolve("node" + n).resolve("node-id"))
                    .strip()
                    .equals(holder)) {
                nodes.get(n).kill();
                nodes.remove(n);
                break;
            }
        }
        var begin = System.nanoTime();
        nodes.get(0).until(Duration.ofMinutes(2), () -> !holder().equals(holder));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private String holder() {
        return database.sql("select node from lease where name = 'mail' and until > now()")
                .query(String.class)
                .optional()
                .orElse("");
    }

    /** Returns after how long all are registered and their receipts are out. */
    Duration awaitAll(int letters, int appeals) {
        var begin = System.nanoTime();
        nodes.get(0)
                .until(
                        LIMIT,
                        () -> count("select count(*) from appeal") >= letters + appeals
                                && count("select count(*) from delivery where kind = 'RECEIPT' and state = 'ACCEPTED'")
                                        >= letters);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Each once, in the register and at the applicant. */
    void requireEachOnce(int letters, int appeals) throws MessagingException {
        assertThat(count("select count(*) from appeal where channel = 'EMAIL'")).isEqualTo(letters);
        assertThat(count("select count(*) from appeal where channel = 'GIS'")).isEqualTo(appeals);
        assertThat(count("select count(distinct external_id) from appeal")).isEqualTo(letters + appeals);
        assertThat(count("select max(number_seq) from appeal")).isEqualTo(letters + appeals);
        for (int i = 0; i < letters; i++) {
            var ids = new HashSet<String>();
            for (var letter : mail.inbox("a" + i + "@example.ru")) {
                ids.add(letter.getMessageID());
            }
            assertThat(ids).as("letter %d", i).hasSize(1);
        }
    }

    /** −1 while the database is not there yet. */
    private long count(String query) {
        try {
            return database.sql(query).query(Long.class).single();
        } catch (DataAccessException notYet) {
            return -1;
        }
    }

    /** For the next run of the same parts: nobody works, nothing is there. */
    void stop() throws InterruptedException {
        for (var node : nodes) {
            node.stop();
        }
        nodes.clear();
    }

    @Override
    public void close() throws IOException {
        for (var node : nodes) {
            try {
                node.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        standing.close();
        mailServer.stop();
        postgres.close();
    }
}
