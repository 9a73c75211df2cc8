package ru.priyomnaya.signing;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/** Signs with a key that the gateway holds, and looks at its own work before it gives it away. */
final class KeySigner implements Signer {
    private final HeldKey key;
    private final Clock clock;
    private final ZoneId zone;

    KeySigner(HeldKey key, Clock clock, ZoneId zone) {
        this.key = key;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public byte[] signEnvelope(byte[] envelope, SignatureProfile profile) {
        var signed = unverified(envelope, profile);
        require(EnvelopeVerifier.verify(signed, clock.instant()).problems());
        return signed;
    }

    byte[] unverified(byte[] envelope, SignatureProfile profile) {
        return EnvelopeSignature.sign(envelope, key, profile, clock.instant(), zone);
    }

    @Override
    public byte[] signDetached(byte[] file) {
        var signature = DetachedSignature.sign(file, key);
        require(DetachedSignature.verify(file, signature, clock.instant()).problems());
        return signature;
    }

    static void require(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new SigningFailure(
                    "SIGN-008", "Собственная подпись не прошла проверку: " + String.join("; ", problems));
        }
    }

    @Override
    public CertificateInfo certificate() {
        return CertificateInfo.of(key.certificate());
    }
}
