package ru.priyomnaya.mailbox;

import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code priyomnaya.mailbox.*}. Without {@code imap.host} nothing is taken in, without {@code smtp.host} nothing goes out.
 *
 * @param maxMessage larger letters stay on the server; their sender and the operator are told
 */
@ConfigurationProperties("priyomnaya.mailbox")
public record MailboxProperties(
        @DefaultValue("50MB") DataSize maxMessage,
        @DefaultValue Imap imap,
        @DefaultValue Smtp smtp) {
    /**
     * @param protocol imap or imaps
     * @param port 0: the protocol's own
     * @param startFrom letters that the server received before that day stay untouched; absent: the day of the first start
     * @param timeout of every network step
     */
    public record Imap(
            @DefaultValue("imaps") String protocol,
            @Nullable String host,
            @DefaultValue("0") int port,
            @DefaultValue("") String username,
            @DefaultValue("") String password,
            @DefaultValue("INBOX") String folder,
            @DefaultValue("1m") Duration poll,
            @Nullable LocalDate startFrom,
            @DefaultValue("30s") Duration timeout) {
        public boolean isConfigured() {
            return host != null && !host.isBlank();
        }

        int actualPort() {
            return port > 0 ? port : protocol.equals("imaps") ? 993 : 143;
        }
    }

    /**
     * @param protocol smtp or smtps
     * @param port 0: the protocol's own
     * @param from the address that letters come from; absent: the user name
     * @param timeout of every network step
     */
    public record Smtp(
            @DefaultValue("smtps") String protocol,
            @Nullable String host,
            @DefaultValue("0") int port,
            @DefaultValue("") String username,
            @DefaultValue("") String password,
            @Nullable String from,
            @DefaultValue("30s") Duration timeout) {
        public boolean isConfigured() {
            return host != null && !host.isBlank();
        }

        int actualPort() {
            return port > 0 ? port : protocol.equals("smtps") ? 465 : 25;
        }

        String sender() {
            return from == null || from.isBlank() ? username : from;
        }
    }
}
