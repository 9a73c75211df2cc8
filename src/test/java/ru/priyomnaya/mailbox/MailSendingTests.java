package ru.priyomnaya.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.dispatch.AnswerChannel.Outcome;
import ru.priyomnaya.dispatch.OutgoingMessage;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.routing.ChannelPulse;

class MailSendingTests extends GatewayTest {
    private final String recipient = UUID.randomUUID() + "@example.ru";

    @Autowired
    private MailboxProperties settings;

    @Autowired
    private MessageReference references;

    @Autowired
    private DocumentStore store;

    @Autowired
    private Documents documents;

    @Autowired
    private Organizations organizations;

    @Autowired
    private MailTokens tokens;

    @Autowired
    private Mailboxes mailboxes;

    @Autowired
    private ChannelPulse pulse;

    @Test
    void theSecondRelayTakesWhatTheFirstCannot() throws Exception {
        var channel = channel(freePort(), List.of("127.0.0.1:" + smtp), DataSize.ofMegabytes(1), 0);

        assertThat(channel.send(message(channel, 100))).isInstanceOf(Outcome.Delivered.class);
        assertThat(mail().inbox(recipient)).hasSize(1);
    }

    @Test
    void aLetterThatIsTooLargeIsNotEvenTried() throws Exception {
        var channel = channel(smtp, List.of(), DataSize.ofKilobytes(100), 0);

        assertThat(channel.send(message(channel, 200_000)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("SMTP-003"));
        assertThat(mail().inbox(recipient)).isEmpty();
    }

    @Test
    void beyondTheRateLettersWait() throws Exception {
        var channel = channel(smtp, List.of(), DataSize.ofMegabytes(1), 1);

        assertThat(channel.send(message(channel, 10))).isInstanceOf(Outcome.Delivered.class);
        assertThat(channel.send(message(channel, 10))).isInstanceOf(Outcome.TryLater.class);
    }

    @Test
    void aRussianNameIsWrittenForNewProgramsAndForOldOnes() throws Exception {
        var channel = channel(smtp, List.of(), DataSize.ofMegabytes(1), 0);
        channel.send(message(channel, 10));

        var parts = (MimeMultipart) mail().inbox(recipient).get(0).getContent();
        var file = parts.getBodyPart(1);

        assertThat(file.getHeader("Content-Type")[0]).contains("name=\"=?UTF-8?B?");
        assertThat(file.getHeader("Content-Disposition")[0]).contains("filename*=UTF-8''%D0%90%D0%BA%D1%82");
        assertThat(new String(file.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .isEqualTo("x".repeat(10));
    }

    private MailAnswerChannel channel(int port, List<String> relays, DataSize most, int perMinute) {
        var out = new MailboxProperties.Smtp(
                "smtp",
                "127.0.0.1",
                port,
                "",
                "",
                "reception@demo.local",
                relays,
                most,
                perMinute,
                Duration.ofSeconds(5));
        var properties = new MailboxProperties(
                settings.maxMessage(), settings.spam(), List.of(), settings.imap(), List.of(), out);
        return new MailAnswerChannel(
                new MailSessions(properties, tokens),
                properties,
                mailboxes,
                references,
                documents,
                organizations,
                pulse);
    }

    private OutgoingMessage message(MailAnswerChannel channel, int size) throws IOException {
        var id = UUID.randomUUID();
        var file = store.put("x".repeat(size).getBytes(StandardCharsets.US_ASCII));
        return new OutgoingMessage(
                id,
                null,
                null,
                channel.referenceOf(id),
                recipient,
                "Ответ",
                "Текст",
                List.of(new OutgoingMessage.File("Акт сверки № 5.txt", "text/plain", file.sha256(), null)),
                null,
                false,
                Instant.EPOCH);
    }
}
