package ru.priyomnaya.mailbox;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import ru.priyomnaya.storage.InstallationSecret;

/**
 * Our Message-IDs: {@code delivery.token@domain}. The token is a keyed hash of the delivery, so only who has received a
 * letter of ours can name it, and nobody can invent one.
 */
@Component
class MessageReference {
    private static final String PURPOSE = "message-id";
    private static final Pattern OURS =
            Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([0-9a-f]{20})@[\\w.-]+");

    private final InstallationSecret secret;
    private final MailboxProperties properties;

    MessageReference(InstallationSecret secret, MailboxProperties properties) {
        this.secret = secret;
        this.properties = properties;
    }

    /** A Message-ID without angle brackets. */
    String of(UUID delivery) {
        var sender = properties.smtp().sender();
        var domain = sender.contains("@") ? sender.substring(sender.indexOf('@') + 1) : "priyomnaya.invalid";
        return delivery + "." + secret.token(PURPOSE, delivery.toString()) + "@" + domain;
    }

    /** What looks like ours anywhere in {@code text}; the tokens are not checked. */
    static Set<String> allIn(String text) {
        var found = new LinkedHashSet<String>();
        OURS.matcher(text).results().forEach(match -> found.add(match.group()));
        return found;
    }

    /** The last delivery that {@code headers} name with a true token. */
    Optional<UUID> deliveryIn(String headers) {
        return OURS.matcher(headers)
                .results()
                .filter(match -> secret.isToken(PURPOSE, match.group(1), match.group(2)))
                .map(match -> UUID.fromString(match.group(1)))
                .reduce((earlier, later) -> later);
    }
}
