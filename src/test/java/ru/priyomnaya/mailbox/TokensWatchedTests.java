package ru.priyomnaya.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.storage.InstallationSecret;

class TokensWatchedTests extends GatewayTest {
    @Autowired
    private InstallationSecret secret;

    @Test
    void aSecretThatEndsSoonIsAConcern() {
        assertThat(ending(LocalDate.now(ZoneOffset.UTC).plusDays(90)).concerns())
                .isEmpty();
        assertThat(ending(LocalDate.now(ZoneOffset.UTC).plusDays(20)).concerns())
                .singleElement()
                .satisfies(concern -> assertThat(concern.kind()).isEqualTo(ConcernKind.TOKEN));
    }

    private TokensWatched ending(LocalDate day) {
        var properties = new Binder(new MapConfigurationPropertySource(Map.of(
                        "priyomnaya.mailbox.imap.host", "mail.invalid",
                        "priyomnaya.mailbox.imap.username", "reception@mail.invalid",
                        "priyomnaya.mailbox.imap.oauth.expires", day.toString())))
                .bind("priyomnaya.mailbox", MailboxProperties.class)
                .get();
        return new TokensWatched(new Mailboxes(properties, secret), Clock.systemUTC());
    }
}
