package ru.priyomnaya.signing;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x500.style.RFC4519Style;

/**
 * A certificate as people read it.
 *
 * @param owner the common name, or the whole name where there is none
 * @param serial decimal
 * @param fingerprint SHA-1 of the DER form, 40 lower-case hexadecimal digits: how ГИС ЖКХ knows an information system
 */
public record CertificateInfo(
        String owner,
        String issuer,
        String serial,
        String fingerprint,
        String algorithm,
        Instant notBefore,
        Instant notAfter) {
    static CertificateInfo of(X509Certificate certificate) {
        try {
            return new CertificateInfo(
                    commonName(certificate.getSubjectX500Principal().getEncoded()),
                    commonName(certificate.getIssuerX500Principal().getEncoded()),
                    certificate.getSerialNumber().toString(),
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded())),
                    Gost.of(certificate.getPublicKey())
                            .map(Gost::inRussian)
                            .orElse(certificate.getPublicKey().getAlgorithm()),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant());
        } catch (GeneralSecurityException e) {
            throw new SigningFailure("SIGN-005", "Сертификат не читается", e);
        }
    }

    private static String commonName(byte[] encoded) {
        var name = X500Name.getInstance(encoded);
        var common = name.getRDNs(RFC4519Style.cn);
        return common.length == 0
                ? RFC4519Style.INSTANCE.toString(name)
                : IETFUtils.valueToString(common[0].getFirst().getValue()).replace("\\", "");
    }

    public boolean isValidAt(Instant moment) {
        return !moment.isBefore(notBefore) && !moment.isAfter(notAfter);
    }

    /** Whole days until it ends; negative when it has ended. */
    public long daysLeft(Instant now) {
        return Duration.between(now, notAfter).toDays();
    }
}
