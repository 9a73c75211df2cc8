package ru.priyomnaya.stand;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.signing.ThrowAwayKey;
import ru.priyomnaya.storage.Home;

/** The demo's signing key, made at the first start. It is good for the stand alone. */
@Component
@ConditionalOnProperty("priyomnaya.stand.enabled")
class DemoKey {
    private static final int STRENGTH = 256;
    private static final Duration DAYS_BEFORE = Duration.ofDays(1);
    private static final Duration LIFE = Duration.ofDays(3650);

    DemoKey(Home home, Organizations organizations, Clock clock) throws IOException {
        var file = home.directory("stand").resolve("key.p12");
        if (!Files.exists(file)) {
            var now = clock.instant();
            ThrowAwayKey.write(
                    file, "demo", STRENGTH, organizations.first().shownName(), now.minus(DAYS_BEFORE), now.plus(LIFE));
        }
        var person = home.directory("stand").resolve("signer.p12");
        var authority = home.directory("trusted").resolve("stand-authority.cer");
        if (!Files.exists(authority) || !Files.exists(person)) {
            var now = clock.instant();
            var issuer = new ThrowAwayKey.Authority(now, (int) LIFE.toDays());
            issuer.write(person, "demo", "Морозов", "Виктор Николаевич", now.minus(DAYS_BEFORE), now.plus(LIFE));
            Files.write(authority, issuer.certificate());
        }
    }
}
