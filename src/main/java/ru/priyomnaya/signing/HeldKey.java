package ru.priyomnaya.signing;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A private key with the provider that can use it and its certificate. Never encoded, never printed. */
final class HeldKey implements PrivateKey {
    private static final long serialVersionUID = 1L;

    private final transient PrivateKey key;
    private final transient Provider provider;
    private final transient String signatureName;
    private final transient X509Certificate certificate;
    private final transient Gost gost;
    private final transient String certificateDigest;
    private final transient String issuerName;
    // Preparing a Signature costs more than signing with it, so each thread keeps one; a program holds one key or two.
    @SuppressWarnings("ThreadLocalUsage")
    private final transient ThreadLocal<Signature> prepared = new ThreadLocal<>();

    /**
     * @param signatureName as the provider calls the algorithm, or null for the usual name
     * @throws SigningFailure when the certificate is of another algorithm
     */
    HeldKey(PrivateKey key, X509Certificate certificate, Provider provider, @Nullable String signatureName) {
        this.key = key;
        this.provider = provider;
        this.certificate = certificate;
        this.gost = Gost.of(certificate.getPublicKey())
                .orElseThrow(() -> new SigningFailure(
                        "SIGN-004",
                        "Ключ не по ГОСТ Р 34.10-2012 (алгоритм %s): ГИС ЖКХ его не примет. Нужен действующий ключ ГОСТ 2012"
                                .formatted(certificate.getPublicKey().getAlgorithm())));
        try {
            this.certificateDigest = Base64.getEncoder().encodeToString(EnvelopeSignature.digestOf(certificate, gost));
        } catch (GeneralSecurityException e) {
            throw new SigningFailure("SIGN-005", "Сертификат не читается", e);
        }
        this.issuerName = EnvelopeSignature.issuerName(certificate);
        this.signatureName = signatureName == null ? gost.signatureName : signatureName;
    }

    /** Ready to be fed; the thread's own. */
    Signature signature() {
        var kept = prepared.get();
        if (kept != null) {
            return kept;
        }
        try {
            var fresh = Signature.getInstance(signatureName, provider);
            fresh.initSign(key);
            prepared.set(fresh);
            return fresh;
        } catch (GeneralSecurityException e) {
            throw new SigningFailure(
                    "SIGN-006",
                    "Поставщик криптографии %s не подписывает алгоритмом %s этим ключом"
                            .formatted(provider.getName(), signatureName),
                    e);
        }
    }

    /** After a failure half way: what was fed to it must not get into the next signature. */
    void forget() {
        prepared.remove();
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** Base64; by the key's own hash. */
    String certificateDigest() {
        return certificateDigest;
    }

    String issuerName() {
        return issuerName;
    }

    Gost gost() {
        return gost;
    }

    @Override
    public String getAlgorithm() {
        return key.getAlgorithm();
    }

    @Override
    public @Nullable String getFormat() {
        return null;
    }

    @Override
    public byte @Nullable [] getEncoded() {
        return null;
    }

    @Override
    public String toString() {
        return "HeldKey[" + gost + "]";
    }
}
