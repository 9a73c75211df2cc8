package ru.priyomnaya.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import ru.priyomnaya.Dovecot;
import ru.priyomnaya.Priyomnaya;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.intake.Intake;
import ru.priyomnaya.intake.RawMessage;

/**
 * Letters per second from the mailbox to REGISTERED, as ratios to limits measured in the same run. One PostgreSQL with fsync,
 * Dovecot as the mail server; every contender starts with an empty database of its own.
 */
@Tag("benchmark")
class IntakeBenchmark {
    private static final int LETTERS = Integer.getInteger("letters", 5_000);
    private static final int SMALL_BACKLOG = 500;

    @Test
    void lettersPerSecondAndHeap() throws Exception {
        try (var postgres = postgres()) {
            var big = gateway(postgres, "big", LETTERS);
            var small = gateway(postgres, "small", SMALL_BACKLOG);
            double parse;
            double camel;
            try (var mail = dovecot(LETTERS)) {
                parse = fetchAndDecode(mail, LETTERS);
                camel = rawCamel(postgres, mail, LETTERS);
            }
            var sql = sqlByOneClient(postgres, LETTERS);
            var smtp = smtpSink(2_000);
            var registration = registrationAlone(postgres, 2_000);
            var composite = 1 / (1 / parse + 1 / sql + 1 / smtp);
            System.out.printf(
                    """

                    BENCHMARK intake, %d letters
                      gateway, IMAP to REGISTERED     %8.1f letters/s
                      first letter registered after   %8.2f s (goal 3)
                      peak heap %d waiting / %d        %8.1f MB / %.1f MB, ratio %.2f (goal 1.25)
                      (a) raw Camel loop              %8.1f letters/s, ratio %.2f (goal 0.8)
                          parse %.1f, SQL %.1f, SMTP %.1f letters/s
                      (b) composite limit             %8.1f letters/s, ratio %.2f (goal 0.3)
                      (c) registration, 4 workers     %8.1f /s, SQL by one client %.1f /s, ratio %.2f (goal 0.8)

                    """,
                    LETTERS,
                    big.rate(),
                    big.firstAfter(),
                    LETTERS,
                    SMALL_BACKLOG,
                    big.peakHeap(),
                    small.peakHeap(),
                    big.peakHeap() / small.peakHeap(),
                    camel,
                    big.rate() / camel,
                    parse,
                    sql,
                    smtp,
                    composite,
                    big.rate() / composite,
                    registration,
                    sql,
                    registration / sql);
            assertThat(big.rate()).isPositive();
        }
    }

    private static Dovecot dovecot(int letters) throws Exception {
        var mail = new Dovecot();
        for (var letter : BenchmarkMail.letters(letters)) {
            mail.deliver("reception@demo.local", letter);
        }
        return mail;
    }

    private record Run(double rate, double firstAfter, double peakHeap) {}

    private Run gateway(EmbeddedPostgres postgres, String name, int letters) throws Exception {
        var url = freshDatabase(postgres, name);
        try (var mail = dovecot(letters);
                var process = new MeasuredGateway(url, mail, name)) {
            var jdbc = JdbcClient.create(new DriverManagerDataSource(url));
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> process.polled());
            var begin = System.nanoTime();
            await().atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> count(jdbc) > 0);
            var first = seconds(begin);
            await().atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> count(jdbc) >= letters);
            var rate = letters / seconds(begin);
            var heap = process.peakHeapMegabytes();
            // A second run over the same mailbox adds nothing.
            var before = count(jdbc);
            process.awaitPoll();
            assertThat(count(jdbc)).isEqualTo(before).isEqualTo(letters);
            assertThat(jdbc.sql("select max(number_seq) from appeal")
                            .query(Long.class)
                            .single())
                    .isEqualTo(letters);
            assertThat(jdbc.sql("select count(*) from delivery where kind = 'RECEIPT'")
                            .query(Long.class)
                            .single())
                    .isEqualTo(letters);
            return new Run(rate, first, heap);
        }
    }

    private static long count(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from appeal").query(Long.class).single();
    }

    /** (a) camel-mail, attachments, one INSERT a letter. */
    private static double rawCamel(EmbeddedPostgres postgres, Dovecot mail, int letters) throws Exception {
        var url = freshDatabase(postgres, "camel");
        var done = new AtomicInteger();
        try (var connection = DriverManager.getConnection(url);
                var context = new DefaultCamelContext()) {
            connection.createStatement().execute("create table raw (id text, subject text, text text, files bytea[])");
            var insert = connection.prepareStatement("insert into raw values (?, ?, ?, ?)");
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("imap:127.0.0.1:" + mail.imap
                                    + "?username=reception@demo.local&password=demo&delay=100&unseen=true"
                                    + "&peek=true&maxMessagesPerPoll=100&fetchSize=100")
                            .process(exchange -> {
                                var message = exchange.getIn().getBody(Message.class);
                                var loaded = exchange.getIn(MailMessage.class).getOriginalMessage();
                                var texts = new ArrayList<String>();
                                var files = new ArrayList<byte[]>();
                                decode(message == null ? loaded : message, texts, files);
                                insert.setString(1, UUID.randomUUID().toString());
                                insert.setString(2, loaded.getSubject());
                                insert.setString(3, String.join("\n", texts));
                                insert.setArray(4, connection.createArrayOf("bytea", files.toArray(new byte[0][])));
                                insert.executeUpdate();
                                done.incrementAndGet();
                            });
                }
            });
            var begin = System.nanoTime();
            context.start();
            await().atMost(Duration.ofMinutes(20))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> done.get() >= letters);
            return letters / seconds(begin);
        }
    }

    /** A plain Jakarta Mail loop: fetch each letter and decode every part. */
    private static double fetchAndDecode(Dovecot mail, int letters) throws Exception {
        var session = Session.getInstance(new Properties());
        var begin = System.nanoTime();
        try (var store = session.getStore("imap")) {
            store.connect("127.0.0.1", mail.imap, "reception@demo.local", "demo");
            try (var folder = store.getFolder("INBOX")) {
                folder.open(Folder.READ_ONLY);
                for (var message : folder.getMessages(1, letters)) {
                    var bytes = new ByteArrayOutputStream();
                    message.writeTo(bytes);
                    decode(
                            new MimeMessage(session, new SharedByteArrayInputStream(bytes.toByteArray())),
                            new ArrayList<>(),
                            new ArrayList<>());
                }
            }
        }
        return letters / seconds(begin);
    }

    private static void decode(Part part, List<String> texts, List<byte[]> files) throws Exception {
        if (part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                decode(multipart.getBodyPart(i), texts, files);
            }
        } else if (part.getContent() instanceof String text) {
            texts.add(text);
        } else {
            files.add(part.getInputStream().readAllBytes());
        }
    }

    /** The writes of one registration by plain JDBC, a transaction each, into the gateway's own tables. */
    private double sqlByOneClient(EmbeddedPostgres postgres, int letters) throws Exception {
        var url = freshDatabase(postgres, "sql");
        start(url).close(); // makes the tables
        try (var connection = DriverManager.getConnection(url)) {
            var writes = new SqlWrites(connection);
            connection.setAutoCommit(false);
            for (int i = 0; i < 200; i++) {
                writes.registration("warm-" + i);
            }
            var begin = System.nanoTime();
            for (int i = 0; i < letters; i++) {
                writes.registration("bench-" + i);
            }
            return letters / seconds(begin);
        }
    }

    /** (c) Stored letters → REGISTERED by four workers; reading included, receiving not. */
    private double registrationAlone(EmbeddedPostgres postgres, int letters) throws Exception {
        var url = freshDatabase(postgres, "registration");
        try (var gateway = start(url)) {
            var intake = gateway.getBean(Intake.class);
            store(gateway, "warm", 300);
            run(intake, 300);
            store(gateway, "bench", letters);
            var begin = System.nanoTime();
            run(intake, letters);
            var rate = letters / seconds(begin);
            assertThat(gateway.getBean(JdbcClient.class)
                            .sql(
                                    "select count(*) = max(number_seq) and count(*) = count(distinct number_seq) from appeal")
                            .query(Boolean.class)
                            .single())
                    .isTrue();
            return rate;
        }
    }

    private static void store(ConfigurableApplicationContext gateway, String prefix, int letters) throws IOException {
        var store = gateway.getBean(DocumentStore.class);
        var intake = gateway.getBean(Intake.class);
        var text =
                "From: <a@example.ru>\r\nSubject: =?UTF-8?B?0J7QsdGA0LDRidC10L3QuNC1?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                        + "Прошу пересчитать начисления за ноябрь. ".repeat(20);
        for (int i = 0; i < letters; i++) {
            var bytes = (text + prefix + i).getBytes(StandardCharsets.UTF_8);
            intake.keep(new RawMessage(Channel.EMAIL, prefix + i, "", store.put(bytes), Instant.EPOCH, null));
        }
    }

    private static void run(Intake intake, int letters) throws Exception {
        var workers = Executors.newFixedThreadPool(4);
        var taken = new AtomicInteger();
        workers.invokeAll(Collections.nCopies(4, () -> {
            for (int portion = 1; portion > 0; ) {
                portion = intake.registerWaiting(25);
                taken.addAndGet(portion);
            }
            return null;
        }));
        workers.shutdown();
        assertThat(taken.get()).isEqualTo(letters);
    }

    /** Receipts over one kept connection. */
    private static double smtpSink(int letters) throws Exception {
        var port = GatewayPorts.port();
        var sink = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        sink.start();
        try {
            var settings = new Properties();
            settings.put("mail.smtp.host", "127.0.0.1");
            settings.put("mail.smtp.port", String.valueOf(port));
            var session = Session.getInstance(settings);
            var message = new MimeMessage(session);
            message.setFrom("reception@demo.local");
            message.setSubject("Обращение зарегистрировано", "UTF-8");
            message.setText("Ваше обращение зарегистрировано.\n".repeat(10), "UTF-8");
            message.saveChanges();
            var to = new InternetAddress[] {new InternetAddress("sink@example.ru")};
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect();
                var begin = System.nanoTime();
                for (int i = 0; i < letters; i++) {
                    transport.sendMessage(message, to);
                }
                return letters / seconds(begin);
            }
        } finally {
            sink.stop();
        }
    }

    private static ConfigurableApplicationContext start(String url) throws IOException {
        var home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "bench");
        var none = Files.createTempDirectory("no-routes");
        return new SpringApplicationBuilder(Priyomnaya.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.hikari.maximum-pool-size=10",
                        "--priyomnaya.home=" + home,
                        "--priyomnaya.routes=" + none,
                        "--priyomnaya.mailbox.smtp.host=127.0.0.1",
                        "--priyomnaya.mailbox.smtp.from=reception@demo.local",
                        "--logging.level.ru.priyomnaya=WARN");
    }

    private static EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
    }

    private static String freshDatabase(EmbeddedPostgres postgres, String name) throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            connection.createStatement().execute("create database " + name);
        }
        return postgres.getJdbcUrl("postgres", name) + "&reWriteBatchedInserts=true";
    }

    static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
