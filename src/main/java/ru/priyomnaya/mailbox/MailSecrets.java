package ru.priyomnaya.mailbox;

import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;
import ru.priyomnaya.signing.KeyShelf;
import ru.priyomnaya.signing.KnownKey;

/** Secrets by which mailboxes are opened with tokens. */
@Component
class MailSecrets implements KeyShelf {
    private final Mailboxes mailboxes;

    MailSecrets(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public List<KnownKey> keys() {
        return mailboxes.all().stream()
                .filter(box -> box.oauth().isConfigured())
                .map(box -> {
                    var expires = box.oauth().expires();
                    return new KnownKey(
                            "Ключ OAuth2",
                            "чтение ящика " + box.name(),
                            "priyomnaya.mailbox: oauth.client-secret",
                            null,
                            expires == null
                                    ? null
                                    : expires.atStartOfDay(ZoneOffset.UTC).toInstant(),
                            null);
                })
                .toList();
    }
}
