package ru.priyomnaya.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import ru.priyomnaya.Browser;
import ru.priyomnaya.Dovecot;
import ru.priyomnaya.Priyomnaya;

/** From the letter's file in Dovecot's box to its row in an open list of a real browser, by IDLE alone: the poll is far away. */
@Tag("benchmark")
class ArrivalBenchmark {
    private static final int LETTERS = Integer.getInteger("letters", 40);

    @Test
    void fromTheMailServerToTheScreen() throws Exception {
        var home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "arrival");
        try (var mail = new Dovecot();
                var gateway = new SpringApplicationBuilder(Priyomnaya.class)
                        .run(
                                "--server.port=0",
                                "--priyomnaya.home=" + home,
                                "--priyomnaya.admin.password=demo",
                                "--priyomnaya.mailbox.imap.protocol=imap",
                                "--priyomnaya.mailbox.imap.host=127.0.0.1",
                                "--priyomnaya.mailbox.imap.port=" + mail.imap,
                                "--priyomnaya.mailbox.imap.username=reception@demo.local",
                                "--priyomnaya.mailbox.imap.password=demo",
                                "--priyomnaya.mailbox.imap.poll=30m",
                                "--priyomnaya.mailbox.imap.start-from=2000-01-01");
                var browser =
                        new Browser(gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class))) {
            var page = browser.signedIn("admin");
            page.navigate("/inbox?view=ALL");
            arrives(mail, page, -2);
            arrives(mail, page, -1);
            var random = new Random(5);
            var seconds = new ArrayList<Double>();
            for (int i = 0; i < LETTERS; i++) {
                page.waitForTimeout(random.nextInt(900)); // or every letter would meet the same beat of the clockwork
                seconds.add(arrives(mail, page, i));
            }
            Collections.sort(seconds);
            System.out.printf(
                    "%nBENCHMARK arrival, %d letters, from the box to the screen: median %.2f s (goal 2), worst %.2f s%n%n",
                    LETTERS, seconds.get(LETTERS / 2), seconds.get(LETTERS - 1));
            assertThat(seconds).isNotEmpty();
        }
    }

    private static double arrives(Dovecot mail, Page page, int i) {
        var begin = System.nanoTime();
        mail.deliver(
                "reception@demo.local",
                ("From: <a" + i + "@example.ru>\r\nMessage-ID: <" + i + "@arrival.example.ru>\r\nSubject: Arrival " + i
                                + "!\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nТекст\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        page.getByText("Arrival " + i + "!").waitFor();
        return IntakeBenchmark.seconds(begin);
    }
}
