package ru.priyomnaya.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.priyomnaya.CuttingProxy;
import ru.priyomnaya.Dovecot;
import ru.priyomnaya.GatewayProcess;
import ru.priyomnaya.GatewayTest;

/**
 * A backlog of a hundred thousand letters in Dovecot, over a line that breaks at random bytes, with {@code kill -9} and a new
 * UIDVALIDITY on the way. The figures go to docs/measurements.md.
 */
@Tag("campaign")
class MailCampaign {
    private static final int LETTERS = Integer.getInteger("letters", 100_000);
    private static final int KILLS = Integer.getInteger("kills", 5);
    private static final int CUTS = Integer.getInteger("cuts", 40);
    private static final Duration LIMIT = Duration.ofMinutes(60);

    @Test
    void aHugeBacklogIsRegisteredOnceEach() throws Exception {
        var seed = Long.getLong("seed", System.nanoTime());
        System.out.println("MailCampaign: seed " + seed);
        var random = new Random(seed);
        var home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "backlog");
        try (var mail = new Dovecot();
                var line = new CuttingProxy(mail.imap, seed, 20_000_000, CUTS)) {
            for (int i = 0; i < LETTERS; i++) {
                mail.deliver("reception@demo.local", letter(i));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                var gateway = start(home, line);
                var database = gateway.database();
                var reached = (long) LETTERS * (kill + 1) / (KILLS + 4) + random.nextInt(Math.max(1, LETTERS / 100));
                gateway.until(LIMIT, () -> count(database, "select count(*) from intake") >= reached);
                gateway.kill();
                if (kill == 0) {
                    mail.renumber("reception@demo.local");
                }
            }
            var begin = System.nanoTime();
            var gateway = start(home, line);
            var database = gateway.database();
            var before = count(database, "select count(*) from appeal");
            gateway.until(LIMIT, () -> count(database, "select count(*) from appeal") >= LETTERS);
            var seconds = (System.nanoTime() - begin) / 1e9;

            assertThat(count(database, "select count(*) from appeal")).isEqualTo(LETTERS);
            assertThat(count(database, "select count(distinct external_id) from appeal"))
                    .isEqualTo(LETTERS);
            assertThat(count(database, "select max(number_seq) from appeal")).isEqualTo(LETTERS);
            assertThat(count(database, "select count(*) from intake where state <> 'REGISTERED'"))
                    .isZero();
            System.out.printf(
                    "CAMPAIGN mail: %d letters, %d kills, %d cuts; last run %d letters in %.0f s (%.0f/s), peak heap %.0f MB of 512%n",
                    LETTERS,
                    KILLS,
                    line.cuts(),
                    LETTERS - before,
                    seconds,
                    (LETTERS - before) / seconds,
                    GatewayProcess.peakHeapMegabytes(home.resolve("gc.log")));
            assertThat(gateway.stop()).isEqualTo(143);
        }
    }

    private static GatewayProcess start(Path home, CuttingProxy line) throws Exception {
        var settings = new ArrayList<>(List.of(
                "--priyomnaya.admin.password=demo",
                "--priyomnaya.mailbox.imap.protocol=imap",
                "--priyomnaya.mailbox.imap.host=127.0.0.1",
                "--priyomnaya.mailbox.imap.port=" + line.port(),
                "--priyomnaya.mailbox.imap.username=reception@demo.local",
                "--priyomnaya.mailbox.imap.password=demo",
                "--priyomnaya.mailbox.imap.poll=1s",
                "--priyomnaya.mailbox.imap.start-from=2000-01-01"));
        return new GatewayProcess(
                home, GatewayTest.freePort(), settings, List.of("-Xlog:gc:file=" + home.resolve("gc.log")));
    }

    private static byte[] letter(int i) {
        return ("From: =?utf-8?B?0JjQstCw0L3QvtCy?= <a" + i
                        + "@example.ru>\r\nTo: reception@demo.local\r\nMessage-ID: <" + i
                        + "@backlog.example.ru>\r\nSubject: Letter " + i
                        + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                        + "Прошу пересчитать начисления за ноябрь по лицевому счёту " + i + ".\r\n"
                        + "Показания переданы вовремя. ".repeat(i % 40))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static long count(JdbcClient database, String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
