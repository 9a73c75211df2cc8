package ru.priyomnaya.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
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
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.organization.Organizations;
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
    private Documents documents;

    @Autowired
    private Organizations organizations;

    @Autowired
    private MailTokens tokens;

    @Autowired
    private Mailboxes mailboxes;

    @Autowired
    private ChannelPulse pulse;

    @Override
    public AnswerChannel channel() {
        return channel;
    }

    @Override
    public AnswerChannel withoutOtherSide() {
        var smtp = new MailboxProperties.Smtp(
                "smtp",
                "127.0.0.1",
                freePort(),
                "",
                "",
                "reception@demo.local",
                List.of(),
                DataSize.ofMegabytes(25),
                0,
                Duration.ofSeconds(2));
        var nobody = new MailboxProperties(
                DataSize.ofMegabytes(1), settings.spam(), List.of(), settings.imap(), List.of(), smtp);
        return new MailAnswerChannel(
                new MailSessions(nobody, tokens), nobody, mailboxes, references, documents, organizations, pulse);
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

    private static String idOf(MimeMessage letter) {
        try {
            return letter.getMessageID();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
