package ru.priyomnaya.signing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x500.style.RFC4519Style;

/**
 * A certificate as people read it.
 *
 * @param owner the common name, or the whole name where there is none
 * @param holder surname and given names of the person, where the certificate has them, else the common name
 * @param serial decimal
 * @param fingerprint SHA-1 of the DER form, 40 lower-case hexadecimal digits: how ГИС ЖКХ knows an information system
 */
public record CertificateInfo(
        String owner,
        String holder,
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
                    holder(certificate.getSubjectX500Principal().getEncoded()),
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

    private static String holder(byte[] encoded) {
        var name = X500Name.getInstance(encoded);
        var surname = name.getRDNs(BCStyle.SURNAME);
        var given = name.getRDNs(BCStyle.GIVENNAME);
        return surname.length == 0 || given.length == 0 ? commonName(encoded) : text(surname[0]) + " " + text(given[0]);
    }

    private static String text(RDN part) {
        return IETFUtils.valueToString(part.getFirst().getValue()).replace("\\", "");
    }

    private static String commonName(byte[] encoded) {
        var name = X500Name.getInstance(encoded);
        var common = name.getRDNs(RFC4519Style.cn);
        return common.length == 0 ? RFC4519Style.INSTANCE.toString(name) : text(common[0]);
    }

    /** As certificates are usually quoted: hexadecimal, upper case. */
    public String serialInHex() {
        return new BigInteger(serial).toString(16).toUpperCase(Locale.ROOT);
    }

    public boolean isValidAt(Instant moment) {
        return !moment.isBefore(notBefore) && !moment.isAfter(notAfter);
    }

    /** Whole days until it ends; negative when it has ended. */
    public long daysLeft(Instant now) {
        return Duration.between(now, notAfter).toDays();
    }
}
