package ru.priyomnaya.mailbox;

import io.github.bucket4j.Bucket;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.dispatch.AnswerChannel;
import ru.priyomnaya.dispatch.OutgoingMessage;
import ru.priyomnaya.routing.ChannelPulse;

/** Sends over SMTP on a kept connection. «Delivered» is the server's 250 after the last byte. */
@Component
@ConditionalOnExpression("'${priyomnaya.mailbox.smtp.host:}' != ''")
class MailAnswerChannel implements AnswerChannel, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(MailAnswerChannel.class);
    private static final String PULSE = "mail-out";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration AWAY = Duration.ofSeconds(3);

    private final MailSessions sessions;
    private final MailboxProperties properties;
    private final OutgoingLetters letters;
    private final MessageReference references;
    private final ChannelPulse pulse;
    private final @Nullable Bucket pace;
    private @Nullable Transport transport;
    private volatile long awayUntil = System.nanoTime();

    MailAnswerChannel(
            MailSessions sessions,
            MailboxProperties properties,
            OutgoingLetters letters,
            MessageReference references,
            ChannelPulse pulse) {
        this.sessions = sessions;
        this.properties = properties;
        this.letters = letters;
        this.references = references;
        this.pulse = pulse;
        var perMinute = properties.smtp().perMinute();
        this.pace = perMinute == 0
                ? null
                : Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build();
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public boolean isAway() {
        return System.nanoTime() - awayUntil < 0;
    }

    @Override
    public String referenceOf(UUID deliveryId) {
        return references.of(deliveryId);
    }

    @Override
    public synchronized Outcome send(OutgoingMessage message) {
        InternetAddress recipient;
        try {
            recipient = new InternetAddress(message.recipient(), true);
        } catch (AddressException e) {
            return new Outcome.Refused("SMTP-001", "Адрес получателя записан неверно");
        }
        if (!isInPace()) {
            awayUntil = System.nanoTime() + AWAY.toNanos(); // the others behind it are not even tried
            return new Outcome.TryLater("Не больше %d писем в минуту: подождёт"
                    .formatted(properties.smtp().perMinute()));
        }
        try {
            var letter = letters.of(message, recipient);
            var open = open();
            var size = OutgoingLetters.sizeOf(letter);
            var most = largest(open);
            if (size > most) {
                return new Outcome.Refused(
                        "SMTP-003",
                        "Письмо в %d МБ больше, чем принимает почтовый сервер (%d МБ): передайте файлы другим способом"
                                .formatted(
                                        DataSize.ofBytes(size).toMegabytes() + 1,
                                        DataSize.ofBytes(most).toMegabytes()));
            }
            open.sendMessage(letter, new InternetAddress[] {recipient});
            var receipt = lastResponse(open);
            beat(); // the letter has left, whatever the database says now
            return new Outcome.Delivered(receipt);
        } catch (SendFailedException e) {
            return refusedOrLater(e);
        } catch (MessagingException e) {
            hangUp();
            pulse.failed(PULSE, innermost(e));
            return new Outcome.TryLater("Почтовый сервер: " + innermost(e));
        } catch (IOException e) {
            return new Outcome.TryLater("Хранилище документов: " + e.getClass().getSimpleName());
        }
    }

    private boolean isInPace() {
        try {
            return pace == null || pace.asBlocking().tryConsume(1, LONGEST_WAIT);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ours, or what the server has announced (RFC 1870). */
    private long largest(Transport open) {
        var ours = properties.smtp().maxMessage().toBytes();
        if (open instanceof SMTPTransport smtp) {
            var announced = smtp.getExtensionParameter("SIZE");
            if (announced != null && announced.matches("[1-9][0-9]{0,15}")) {
                return Math.min(ours, Long.parseLong(announced));
            }
        }
        return ours;
    }

    private void beat() {
        try {
            pulse.succeeded(PULSE);
        } catch (DataAccessException databaseIsAway) {
            log.warn("Пульс отправки не записан");
        }
    }

    private Transport open() throws MessagingException {
        var kept = transport;
        if (kept != null && kept.isConnected()) {
            return kept;
        }
        hangUp();
        try {
            var fresh = sessions.openTransport();
            transport = fresh;
            return fresh;
        } catch (MessagingException nobodyAnswers) {
            awayUntil = System.nanoTime() + AWAY.toNanos();
            throw nobodyAnswers;
        }
    }

    private void hangUp() {
        var kept = transport;
        transport = null;
        if (kept != null) {
            try {
                kept.close();
            } catch (MessagingException alreadyGone) {
                // nothing is left to close
            }
        }
    }

    /** 5xx is for a person; anything else may pass (RFC 5321, 4.2.1). */
    private Outcome refusedOrLater(SendFailedException failure) {
        var code = replyCode(failure);
        var sentence = innermost(failure);
        if (code >= 500 && code < 600) {
            return new Outcome.Refused("SMTP-002", sentence);
        }
        hangUp();
        return new Outcome.TryLater("Почтовый сервер: " + sentence);
    }

    private static int replyCode(@Nullable Exception failure) {
        for (var e = failure; e != null; e = e instanceof MessagingException m ? m.getNextException() : null) {
            if (e instanceof SMTPAddressFailedException address) {
                return address.getReturnCode();
            }
            if (e instanceof SMTPSendFailedException send && send.getReturnCode() > 0) {
                return send.getReturnCode();
            }
            if (e instanceof SMTPSenderFailedException sender) {
                return sender.getReturnCode();
            }
        }
        return 0;
    }

    private static String innermost(MessagingException failure) {
        Exception e = failure;
        while (e instanceof MessagingException m && m.getNextException() != null) {
            e = m.getNextException();
        }
        return String.valueOf(e.getMessage()).strip();
    }

    private static String lastResponse(Transport open) {
        return open instanceof SMTPTransport smtp
                ? String.valueOf(smtp.getLastServerResponse()).strip()
                : "250";
    }

    @Override
    public synchronized void destroy() {
        hangUp();
    }
}
