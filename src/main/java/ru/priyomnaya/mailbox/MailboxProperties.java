package ru.priyomnaya.mailbox;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code priyomnaya.mailbox.*}. Without {@code imap.host} nothing is taken in, without {@code smtp.host} nothing goes out.
 *
 * @param maxMessage larger letters stay on the server; their sender and the operator are told
 * @param spam what becomes of letters that the server marks as spam
 * @param ownLists List-Ids of the office's own distribution lists: what comes through them was written by people
 * @param imap the first mailbox
 * @param more further mailboxes, each with the settings of {@code imap}
 */
@ConfigurationProperties("priyomnaya.mailbox")
public record MailboxProperties(
        @DefaultValue("50MB") DataSize maxMessage,
        @DefaultValue("quarantine") Spam spam,
        @DefaultValue List<String> ownLists,
        @DefaultValue Imap imap,
        @DefaultValue List<Imap> more,
        @DefaultValue Smtp smtp) {
    /** Letters marked as spam: for a person, or registered like any other. */
    public enum Spam {
        QUARANTINE,
        REGISTER
    }

    /** Those that have a host. */
    public List<Imap> boxes() {
        return Stream.concat(Stream.of(imap), more.stream())
                .filter(Imap::isConfigured)
                .toList();
    }

    /**
     * @param protocol imap, imaps, pop3 or pop3s
     * @param port 0: the protocol's own
     * @param folder the one folder that is read; POP3 has only INBOX
     * @param folders more than one; absent: {@code folder}
     * @param poll how often the route looks into all mailboxes: that of the first counts; of any, the first pause after a failure
     * @param startFrom letters that the server received before that day stay untouched; absent: the day of the first start
     * @param idle whether to hold a connection on which the server says at once that a letter came (RFC 2177)
     * @param dryRun only counts what would be taken
     * @param timeout of every network step
     */
    public record Imap(
            @DefaultValue("imaps") String protocol,
            @Nullable String host,
            @DefaultValue("0") int port,
            @DefaultValue("") String username,
            @DefaultValue("") String password,
            @DefaultValue("INBOX") String folder,
            @DefaultValue List<String> folders,
            @DefaultValue("1m") Duration poll,
            @Nullable LocalDate startFrom,
            @DefaultValue("true") boolean idle,
            @DefaultValue("false") boolean dryRun,
            @DefaultValue OAuth oauth,
            @DefaultValue("30s") Duration timeout) {
        public boolean isConfigured() {
            return host != null && !host.isBlank();
        }

        int actualPort() {
            if (port > 0) {
                return port;
            }
            return switch (protocol) {
                case "imaps" -> 993;
                case "pop3" -> 110;
                case "pop3s" -> 995;
                default -> 143;
            };
        }

        public boolean isPop() {
            return protocol.startsWith("pop3");
        }

        public List<String> allFolders() {
            return isPop() ? List.of("INBOX") : folders.isEmpty() ? List.of(folder) : folders;
        }

        /** As logs, the console and the database know it. */
        String name() {
            return username + "@" + host;
        }
    }

    /**
     * Sign-in without a password (RFC 6749). With a refresh token it is used, else the client's own credentials.
     *
     * @param tokenUrl of the authorization server; absent: the password is used
     * @param expires when the secret or the refresh token ends, as far as IT knows: two weeks before, the console warns
     */
    public record OAuth(
            @Nullable URI tokenUrl,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue("") String refreshToken,
            @DefaultValue("") String scope,
            @Nullable LocalDate expires) {
        boolean isConfigured() {
            return tokenUrl != null;
        }
    }

    /**
     * @param protocol smtp or smtps
     * @param port 0: the protocol's own
     * @param from the address that letters come from; absent: the user name
     * @param relays {@code host} or {@code host:port} of further servers, tried in order when the first cannot be reached
     * @param maxMessage larger letters are not even tried; the server's own limit is asked too (RFC 1870)
     * @param perMinute letters a minute at most; 0: no limit
     * @param timeout of every network step
     */
    public record Smtp(
            @DefaultValue("smtps") String protocol,
            @Nullable String host,
            @DefaultValue("0") int port,
            @DefaultValue("") String username,
            @DefaultValue("") String password,
            @Nullable String from,
            @DefaultValue List<String> relays,
            @DefaultValue("25MB") DataSize maxMessage,
            @DefaultValue("0") int perMinute,
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
