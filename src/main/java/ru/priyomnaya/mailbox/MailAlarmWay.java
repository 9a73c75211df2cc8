package ru.priyomnaya.mailbox;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Properties;
import org.springframework.stereotype.Component;
import ru.priyomnaya.alarm.AlarmProperties;
import ru.priyomnaya.alarm.AlarmWay;
import ru.priyomnaya.organization.Organizations;

/** Past the outbox, which may be what the alarm is about. */
@Component
class MailAlarmWay implements AlarmWay {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");

    private final AlarmProperties alarms;
    private final MailboxProperties mailbox;
    private final MailSessions sessions;
    private final Organizations organizations;
    private final Clock clock;

    MailAlarmWay(
            AlarmProperties alarms,
            MailboxProperties mailbox,
            MailSessions sessions,
            Organizations organizations,
            Clock clock) {
        this.alarms = alarms;
        this.mailbox = mailbox;
        this.sessions = sessions;
        this.organizations = organizations;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public boolean isConfigured() {
        return mailbox.smtp().isConfigured() && !alarms.email().isEmpty();
    }

    @Override
    public void tell(Told told) throws MessagingException {
        var letter = new MimeMessage(Session.getInstance(new Properties()));
        letter.setFrom(new InternetAddress(mailbox.smtp().sender()));
        for (var address : alarms.email()) {
            letter.addRecipient(Message.RecipientType.TO, new InternetAddress(address));
        }
        letter.setSubject(told.title(), StandardCharsets.UTF_8.name());
        letter.setSentDate(Date.from(clock.instant()));
        letter.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody should answer
        letter.setText(text(told), StandardCharsets.UTF_8.name());
        letter.saveChanges();
        try (var transport = sessions.openTransport()) {
            transport.sendMessage(letter, letter.getAllRecipients());
        }
    }

    private String text(Told told) {
        var since = TIME.format(
                ZonedDateTime.ofInstant(told.since(), organizations.first().zone()));
        return "%s%n%nС %s.%n%n--%nПриёмная. Письмо составлено программой.%n".formatted(told.sentence(), since);
    }
}
