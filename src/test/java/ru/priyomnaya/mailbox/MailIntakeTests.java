package ru.priyomnaya.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Store;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.dao.DataIntegrityViolationException;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.mailbox.MailboxProperties.Imap;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.storage.InstallationSecret;

class MailIntakeTests extends GatewayTest {
    @Autowired
    private MailTokens tokens;

    @Autowired
    private ImapCollector collector;

    @Autowired
    private PopCollector pop;

    @Autowired
    private InstallationSecret secret;

    @Autowired
    private ChannelPulse pulse;

    @Test
    void aRowThatTheDatabaseRefusedIsNotQuotedInThePulse() throws Exception {
        var properties = twoBoxes();
        var refusing = new MailSessions(properties, tokens) {
            @Override
            Store openStore(Imap box) {
                throw new DataIntegrityViolationException(
                        "insert", new SQLException("Failing row contains (Иванов И. И.)", "23514"));
            }
        };
        var intake = new MailIntake(
                new Mailboxes(properties, secret), refusing, collector, pop, pulse, () -> true, Clock.systemUTC());

        intake.collect();

        assertThat(pulse.all())
                .filteredOn(one -> one.channel().equals("mail-intake second@mail.invalid"))
                .singleElement()
                .extracting(ChannelPulse.Pulse::error)
                .isEqualTo("SQLException: SQLState 23514");
        intake.stop();
    }

    /** The pulse of the first box is the living route's. */
    private static MailboxProperties twoBoxes() {
        var settings = Map.of(
                "priyomnaya.mailbox.imap.host", "mail.invalid",
                "priyomnaya.mailbox.more[0].host", "mail.invalid",
                "priyomnaya.mailbox.more[0].username", "second");
        return new Binder(List.of(new MapConfigurationPropertySource(settings)))
                .bind("priyomnaya.mailbox", MailboxProperties.class)
                .get();
    }
}
