package ru.priyomnaya.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.springframework.stereotype.Component;

/** Connections to the mail servers; no step of them can wait for ever. */
@Component
class MailSessions {
    private static final String ONE_MEGABYTE = "1048576";

    private final MailboxProperties properties;

    MailSessions(MailboxProperties properties) {
        this.properties = properties;
    }

    /** A session that only parses: never connects. */
    static Session parsing() {
        LenientMime.on();
        return Session.getInstance(new Properties());
    }

    Store openStore() throws MessagingException {
        var imap = properties.imap();
        var settings = timeouts(imap.protocol(), imap.timeout());
        settings.putAll(Map.of(
                "mail." + imap.protocol() + ".peek", "true",
                "mail." + imap.protocol() + ".fetchsize", ONE_MEGABYTE,
                "mail." + imap.protocol() + ".connectionpoolsize", "1"));
        var store = Session.getInstance(settings).getStore(imap.protocol());
        store.connect(imap.host(), imap.actualPort(), imap.username(), imap.password());
        return store;
    }

    Transport openTransport() throws MessagingException {
        var smtp = properties.smtp();
        var settings = timeouts(smtp.protocol(), smtp.timeout());
        var signsIn = !smtp.username().isBlank();
        settings.put("mail." + smtp.protocol() + ".auth", String.valueOf(signsIn));
        settings.put("mail." + smtp.protocol() + ".starttls.enable", "true");
        settings.put("mail." + smtp.protocol() + ".from", smtp.sender());
        var transport = Session.getInstance(settings).getTransport(smtp.protocol());
        transport.connect(
                smtp.host(), smtp.actualPort(), signsIn ? smtp.username() : null, signsIn ? smtp.password() : null);
        return transport;
    }

    private static Properties timeouts(String protocol, Duration timeout) {
        LenientMime.on();
        var millis = String.valueOf(timeout.toMillis());
        var settings = new Properties();
        settings.putAll(Map.of(
                "mail." + protocol + ".connectiontimeout", millis,
                "mail." + protocol + ".timeout", millis,
                "mail." + protocol + ".writetimeout", millis,
                "mail." + protocol + ".ssl.checkserveridentity", "true"));
        return settings;
    }
}
