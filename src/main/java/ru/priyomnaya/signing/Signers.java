package ru.priyomnaya.signing;

import java.time.Clock;
import java.time.ZoneId;

/** Makes the signer that the settings describe. */
public final class Signers {
    private Signers() {}

    /**
     * @param zone whose offset SigningTime carries
     * @throws SigningFailure when the key cannot be used, with a sentence that says why
     */
    public static Signer of(KeySettings settings, Clock clock, ZoneId zone) {
        return settings.serviceUrl() != null
                ? new ServiceSigner(settings.serviceUrl(), clock)
                : new KeySigner(KeyRing.open(settings), clock, zone);
    }
}
