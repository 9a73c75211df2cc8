package ru.priyomnaya.gis;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import ru.priyomnaya.answer.AnswerSigner;
import ru.priyomnaya.gis.GisEvent.GisResumed;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.signing.CertificateInfo;
import ru.priyomnaya.signing.SignTest;
import ru.priyomnaya.signing.Signer;
import ru.priyomnaya.signing.Signers;
import ru.priyomnaya.signing.SigningFailure;

/** The organisation's signing key, opened when it is first needed. */
@Service
public class GisKeys implements AnswerSigner {
    private final GisProperties properties;
    private final Organizations organizations;
    private final GisChannel channel;
    private final Clock clock;
    private @Nullable Signer opened;

    GisKeys(GisProperties properties, Organizations organizations, GisChannel channel, Clock clock) {
        this.properties = properties;
        this.organizations = organizations;
        this.channel = channel;
        this.clock = clock;
    }

    @Override
    public boolean isConfigured() {
        return !properties.key().isEmpty();
    }

    /** @throws SigningFailure when the key cannot be opened */
    @Override
    public Optional<Signer> signer() {
        return isConfigured() ? Optional.of(open()) : Optional.empty();
    }

    /** @throws SigningFailure when the key cannot be used; tried again at the next call */
    synchronized Signer open() {
        if (opened == null) {
            opened = Signers.of(properties.key(), clock, organizations.first().zone());
        }
        return opened;
    }

    /** Whoever lets the exchange go on may have replaced the key. */
    @EventListener
    synchronized void on(GisResumed resumed) {
        opened = null;
    }

    /** Empty when there is no key or it cannot be opened: the sign test says why. */
    public Optional<CertificateInfo> certificate() {
        try {
            return isConfigured() ? Optional.of(open().certificate()) : Optional.empty();
        } catch (SigningFailure e) {
            return Optional.empty();
        }
    }

    /** «Проверка подписи»: opens the key anew and tries everything. */
    @PreAuthorize("hasRole('IT')")
    public List<SignTest.Step> test() {
        synchronized (this) {
            opened = null;
        }
        return SignTest.run(
                properties.key(),
                properties.signatureProfile(),
                clock,
                organizations.first().zone(),
                channel.clockSkew().map(Duration::ofMillis).orElse(null));
    }
}
