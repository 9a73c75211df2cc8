package ru.priyomnaya.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import ru.priyomnaya.mailbox.MailboxProperties.Imap;

/** Connections to the mail servers; no step of them can wait for ever. */
@Component
class MailSessions {
    private static final Logger log = LoggerFactory.getLogger(MailSessions.class);
    private static final String ONE_MEGABYTE = "1048576";

    private final MailboxProperties properties;
    private final MailTokens tokens;

    /** A session reads configuration files of the library each time it is made. */
    private final Map<Properties, Session> sessions = new ConcurrentHashMap<>();

    MailSessions(MailboxProperties properties, MailTokens tokens) {
        this.properties = properties;
        this.tokens = tokens;
    }

    Store openStore(Imap box) throws MessagingException {
        var settings = timeouts(box.protocol(), box.timeout());
        settings.putAll(Map.of(
                "mail." + box.protocol() + ".peek", "true",
                "mail." + box.protocol() + ".fetchsize", ONE_MEGABYTE,
                "mail." + box.protocol() + ".connectionpoolsize", "1"));
        var password = box.password();
        if (box.oauth().isConfigured()) {
            settings.put("mail." + box.protocol() + ".auth.mechanisms", "XOAUTH2");
            password = tokens.of(box);
        }
        var store = session(settings).getStore(box.protocol());
        try {
            store.connect(box.host(), box.actualPort(), box.username(), password);
        } catch (MessagingException refused) {
            tokens.forget(box); // it may have been taken back
            throw refused;
        }
        return store;
    }

    /** A connection to the first relay that answers. */
    Transport openTransport() throws MessagingException {
        var smtp = properties.smtp();
        MessagingException first = null;
        for (var relay : relays()) {
            try {
                return open(relay);
            } catch (MessagingException away) {
                first = first == null ? away : first;
                if (!smtp.relays().isEmpty()) {
                    log.warn("Почтовый сервер {}:{} не принимает соединение", relay.host(), relay.port());
                }
            }
        }
        throw first == null ? new MessagingException("No mail server is configured") : first;
    }

    private record Relay(String host, int port) {}

    private List<Relay> relays() {
        var smtp = properties.smtp();
        var relays = new ArrayList<Relay>();
        relays.add(new Relay(String.valueOf(smtp.host()), smtp.actualPort()));
        for (var relay : smtp.relays()) {
            var colon = relay.lastIndexOf(':');
            relays.add(
                    colon < 0
                            ? new Relay(relay, smtp.actualPort())
                            : new Relay(relay.substring(0, colon), Integer.parseInt(relay.substring(colon + 1))));
        }
        return relays;
    }

    private Transport open(Relay relay) throws MessagingException {
        var smtp = properties.smtp();
        var settings = timeouts(smtp.protocol(), smtp.timeout());
        var signsIn = !smtp.username().isBlank();
        settings.put("mail." + smtp.protocol() + ".auth", String.valueOf(signsIn));
        settings.put("mail." + smtp.protocol() + ".starttls.enable", "true");
        settings.put("mail." + smtp.protocol() + ".from", smtp.sender());
        var transport = session(settings).getTransport(smtp.protocol());
        transport.connect(
                relay.host(), relay.port(), signsIn ? smtp.username() : null, signsIn ? smtp.password() : null);
        return transport;
    }

    private Session session(Properties settings) {
        return sessions.computeIfAbsent(settings, Session::getInstance);
    }

    private static Properties timeouts(String protocol, Duration timeout) {
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
