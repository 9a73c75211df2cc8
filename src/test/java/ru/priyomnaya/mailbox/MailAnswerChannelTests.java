package ru.priyomnaya.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.dispatch.AnswerChannel;
import ru.priyomnaya.dispatch.AnswerChannel.Outcome;
import ru.priyomnaya.dispatch.AnswerChannelContract;
import ru.priyomnaya.dispatch.OutgoingMessage;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.routing.ChannelPulse;

class MailAnswerChannelTests extends GatewayTest implements AnswerChannelContract {
    private final String recipient = UUID.randomUUID() + "@example.ru";

    @Autowired
    private MailAnswerChannel channel;

    @Autowired
    private MailboxProperties settings;

    @Autowired
    private MessageReference references;

    @Autowired
    private DocumentStore store;

    @Autowired
    private OutgoingLetters letters;

    @Autowired
    private MailTokens tokens;

    @Autowired
    private ChannelPulse pulse;

    @Override
    public AnswerChannel channel() {
        return channel;
    }

    @Override
    public AnswerChannel withoutOtherSide() {
        return channel(freePort(), List.of(), DataSize.ofMegabytes(25), 0);
    }

    @Override
    public String recipient() {
        return recipient;
    }

    @Override
    public int answersSeenByApplicant() {
        var ids = new HashSet<String>();
        mail().inbox(recipient).forEach(letter -> ids.add(idOf(letter)));
        return ids.size();
    }

    @Test
    void anAddressThatIsNoneIsForAPerson() {
        assertThat(channel.send(AnswerChannelContract.message(channel, "не адрес\r\nBcc: x@example.ru")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("SMTP-001"));
    }

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
        assertThat(channel.isAway()).isFalse();
        assertThat(channel.send(message(channel, 10))).isInstanceOf(Outcome.TryLater.class);
        assertThat(channel.isAway()).isTrue();
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

    @Test
    void nobodyIsAskedForAMomentAfterNoServerHasAnswered() {
        var away = withoutOtherSide();
        assertThat(away.isAway()).isFalse();

        away.send(AnswerChannelContract.message(away, recipient));

        assertThat(away.isAway()).isTrue();
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
        return new MailAnswerChannel(new MailSessions(properties, tokens), properties, letters, references, pulse);
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

    private static String idOf(MimeMessage letter) {
        try {
            return letter.getMessageID();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
