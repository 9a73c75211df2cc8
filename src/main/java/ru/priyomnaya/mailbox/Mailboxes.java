package ru.priyomnaya.mailbox;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import ru.priyomnaya.mailbox.MailboxProperties.Imap;
import ru.priyomnaya.mime.LetterNature.Ourselves;
import ru.priyomnaya.storage.InstallationSecret;

/** The boxes that letters are taken from, and the addresses that are ours. */
@Component
class Mailboxes {
    private final List<Imap> boxes;
    private final Ourselves ourselves;

    Mailboxes(MailboxProperties properties, InstallationSecret secret) {
        this.boxes = properties.boxes();
        var own = Stream.concat(
                        Stream.of(properties.smtp().sender(), properties.imap().username()),
                        boxes.stream().map(Imap::username))
                .map(address -> address.toLowerCase(Locale.ROOT))
                .filter(address -> address.contains("@"))
                .collect(Collectors.toUnmodifiableSet());
        this.ourselves = new Ourselves(
                own,
                secret.token("mark", "letter"),
                properties.ownLists().stream()
                        .map(list -> list.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    List<Imap> all() {
        return boxes;
    }

    /** How the reader of letters knows us. */
    Ourselves ourselves() {
        return ourselves;
    }
}
