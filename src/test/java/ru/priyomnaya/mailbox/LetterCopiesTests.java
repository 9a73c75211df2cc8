package ru.priyomnaya.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.intake.Intake;
import ru.priyomnaya.mailbox.LetterCopies.Source;

class LetterCopiesTests extends GatewayTest {
    @Autowired
    private DocumentStore store;

    @Autowired
    private Intake intake;

    @Autowired
    private OversizedLetters oversized;

    @Autowired
    private MailboxProperties properties;

    @Test
    void aLetterThatFailedAndVanishedSlowsItsOwnMailboxForAnHourAtMost() {
        var clock = new MovedClock();
        var copies = new LetterCopies(store, intake, oversized, properties, clock);

        assertThatThrownBy(() -> copies.of(new Refusing(), new Source("one/INBOX", "UID 1"), clock.instant()))
                .isInstanceOf(MessagingException.class);

        assertThat(copies.haveFailed("one/INBOX")).isTrue();
        assertThat(copies.haveFailed("another/INBOX")).isFalse();
        clock.now = clock.now.plus(Duration.ofMinutes(61));
        assertThat(copies.haveFailed("one/INBOX")).isFalse();
    }

    private static class Refusing extends MimeMessage {
        Refusing() {
            super(Session.getInstance(new Properties()));
        }

        @Override
        public void writeTo(OutputStream to) throws MessagingException {
            throw new MessageRemovedException();
        }
    }

    private static class MovedClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
