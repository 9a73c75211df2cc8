package ru.priyomnaya.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import ru.priyomnaya.Dovecot;
import ru.priyomnaya.routing.RouteCall;
import ru.priyomnaya.storage.HomeFixture;

/** The server's word that a letter came sets the route going, after a lost connection too. */
class MailWatchTests {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path home;

    @Test
    void aLetterSetsTheRouteGoingAndSoDoesOneAfterALostConnection() throws Exception {
        watching(Duration.ofMinutes(8), (mail, calls) -> {
            mail.deliver("reception@demo.local", letter(1));
            await().atMost(LIMIT).until(() -> calls.get() > 1);
            mail.renumber("reception@demo.local"); // Dovecot says BYE to whoever watches
            mail.deliver("reception@demo.local", letter(2));
            var before = calls.get();
            await().atMost(LIMIT).until(() -> calls.get() > before);
        });
    }

    /** Each new connection asks for what came before it stood. */
    @Test
    void aLineThatLivedItsTimeIsGivenUpAndAnotherTaken() throws Exception {
        watching(Duration.ofMillis(500), (mail, calls) -> {
            await().atMost(LIMIT).until(() -> calls.get() >= 3);
        });
    }

    private void watching(Duration life, BiConsumer<Dovecot, AtomicInteger> story) throws Exception {
        assumeTrue(Dovecot.isInstalled(), "dovecot-imapd is not installed");
        var calls = new AtomicInteger();
        try (var mail = new Dovecot();
                var camel = new DefaultCamelContext()) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:mail-now").process(exchange -> calls.incrementAndGet());
                }
            });
            camel.start();
            var properties = properties(mail);
            var watch = new MailWatch(
                    properties,
                    new MailSessions(properties, new MailTokens(HomeFixture.at(home), Clock.systemUTC())),
                    new RouteCall(camel.createProducerTemplate()),
                    () -> true,
                    life);
            watch.start();
            try {
                await().atMost(LIMIT).until(() -> calls.get() > 0); // what had come before
                story.accept(mail, calls);
            } finally {
                watch.stop();
            }
            assertThat(watch.isRunning()).isFalse();
        }
    }

    private static MailboxProperties properties(Dovecot mail) {
        return new Binder(new MapConfigurationPropertySource(Map.of(
                        "priyomnaya.mailbox.imap.protocol", "imap",
                        "priyomnaya.mailbox.imap.host", "127.0.0.1",
                        "priyomnaya.mailbox.imap.port", mail.imap,
                        "priyomnaya.mailbox.imap.username", "reception@demo.local",
                        "priyomnaya.mailbox.imap.password", "demo")))
                .bind("priyomnaya.mailbox", MailboxProperties.class)
                .get();
    }

    private static byte[] letter(int number) {
        return String.join("\r\n", List.of("From: a@example.ru", "Subject: " + number, "", "x", ""))
                .getBytes(StandardCharsets.UTF_8);
    }
}
