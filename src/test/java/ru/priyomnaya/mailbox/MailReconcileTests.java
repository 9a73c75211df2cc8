package ru.priyomnaya.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.mailbox.MailboxCursor.Position;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.routing.ChannelPulse;

class MailReconcileTests extends GatewayTest {
    private final String id = UUID.randomUUID() + "@example.ru";

    @Autowired
    private MailReconcile reconcile;

    @Autowired
    private MailboxChecks checks;

    @Autowired
    private MailboxProperties properties;

    @Autowired
    private Mailboxes mailboxes;

    @Autowired
    private MailSessions sessions;

    @Autowired
    private MailboxCursor cursor;

    @Autowired
    private LetterCopies copies;

    @Autowired
    private Organizations organizations;

    @Autowired
    private ChannelPulse pulse;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Clock clock;

    @Test
    void aLetterThatWasMissedIsTakenAndSaidAloud() throws Exception {
        mail().send("From: robot@example.ru\nMessage-ID: <" + id
                + ">\nSubject: s\nAuto-Submitted: auto-generated\n\nx");
        await().atMost(Duration.ofSeconds(30)).until(() -> automatic() == 1);
        assertThat(reconcile.check()).isZero();

        jdbc.sql("delete from mailbox_letter where intake_id = (select id from intake where external_id = :id)")
                .param("id", id)
                .update();
        jdbc.sql("delete from intake where external_id = :id").param("id", id).update();

        assertThat(reconcile.check()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(30)).until(() -> automatic() == 1);
        assertThat(jdbc.sql("select error from channel_pulse where channel = 'mail-reconcile'")
                        .query(String.class)
                        .single())
                .contains("не хватало писем: 1");
        assertThat(checks.all()).anyMatch(check -> check.missing() == 1 && check.fetched() == 1);

        assertThat(reconcile.check()).isZero();
    }

    /** The one that the server refuses lies before the other. */
    @Test
    void aLetterThatTheServerStillRefusesDoesNotHoldUpAMissingOne() throws Exception {
        var refused = "refused-" + id;
        for (var one : List.of(refused, id)) {
            mail().send("From: robot@example.ru\nMessage-ID: <" + one
                    + ">\nSubject: s\nAuto-Submitted: auto-generated\n\nx");
            await().atMost(Duration.ofSeconds(30)).until(() -> automatic(one) == 1);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> uid(id) > uid(refused));
        jdbc.sql("update intake set code = 'MAIL-008' where external_id = :id")
                .param("id", refused)
                .update();
        jdbc.sql("delete from mailbox_letter where intake_id = (select id from intake where external_id = :id)")
                .param("id", id)
                .update();
        jdbc.sql("delete from intake where external_id = :id").param("id", id).update();
        try {
            assertThat(withoutLetter(refused).check()).isEqualTo(1);

            await().atMost(Duration.ofSeconds(30)).until(() -> automatic() == 1);
            assertThat(checks.all()).anyMatch(check -> check.missing() == 2 && check.fetched() == 1);
            assertThat(withoutLetter(refused).check()).isZero();
        } finally {
            jdbc.sql("update intake set code = null where external_id = :id")
                    .param("id", refused)
                    .update();
        }
    }

    private MailReconcile withoutLetter(String messageId) {
        var refusing = new ImapCollector(properties, cursor, checks, copies, transactions, clock) {
            @Override
            int take(IMAPFolder folder, Position position, List<Message> letters)
                    throws MessagingException, IOException {
                for (var letter : letters) {
                    if (List.of(letter.getHeader("Message-ID")).contains("<" + messageId + ">")) {
                        throw new MessagingException("The server does not hand over the letter");
                    }
                }
                return super.take(folder, position, letters);
            }
        };
        return new MailReconcile(
                mailboxes, sessions, cursor, checks, refusing, organizations, pulse, () -> true, clock);
    }

    private long uid(String messageId) {
        return jdbc.sql(
                        "select l.uid from mailbox_letter l join intake i on i.id = l.intake_id where external_id = :id")
                .param("id", messageId)
                .query(Long.class)
                .single();
    }

    private long automatic() {
        return automatic(id);
    }

    private long automatic(String messageId) {
        return jdbc.sql("select count(*) from intake where external_id = :id and state = 'AUTOMATIC'")
                .param("id", messageId)
                .query(Long.class)
                .single();
    }
}
