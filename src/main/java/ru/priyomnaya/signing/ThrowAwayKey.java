package ru.priyomnaya.signing;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A GOST key with a certificate that nobody vouches for: for the demo, the stand and the tests, never for ГИС ЖКХ. Its issuer
 * has everything that real ones have: Cyrillic, quotes, commas, ОГРН and e-mail.
 */
public final class ThrowAwayKey {
    private static final String BC = BouncyCastleProvider.PROVIDER_NAME;
    private static final Duration DAY = Duration.ofDays(1);

    private ThrowAwayKey() {}

    /** Issues certificates that only those trust who were told to. */
    public static final class Authority {
        private final KeyPair pair;
        private final X509Certificate certificate;

        /** @param days that it lasts from {@code now} on */
        public Authority(Instant now, int days) throws IOException {
            try {
                pair = ThrowAwayKey.pair(Gost.GOST_256);
                certificate = issued(
                        new Issue(authorityName(), now.minus(DAY), now.plus(DAY.multipliedBy(days)), true),
                        pair,
                        pair,
                        Gost.GOST_256,
                        authorityName());
            } catch (GeneralSecurityException | OperatorCreationException e) {
                throw new IOException(e);
            }
        }

        /** DER. */
        public byte[] certificate() throws IOException {
            try {
                return certificate.getEncoded();
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        }

        /**
         * A person's key, as {@link ThrowAwayKey#write}.
         *
         * @param givenNames first name and patronymic
         */
        public void write(
                Path file, String password, String surname, String givenNames, Instant notBefore, Instant notAfter)
                throws IOException {
            var subject = new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.SURNAME, surname)
                    .addRDN(BCStyle.GIVENNAME, givenNames)
                    .addRDN(BCStyle.CN, surname + " " + givenNames)
                    .addRDN(BCStyle.C, "RU")
                    .build();
            try {
                var own = ThrowAwayKey.pair(Gost.GOST_256);
                var issue = new Issue(subject, notBefore, notAfter, false);
                keep(file, password, own, issued(issue, own, pair, Gost.GOST_256, authorityName()), certificate);
            } catch (GeneralSecurityException | OperatorCreationException e) {
                throw new IOException(e);
            }
        }

        private static X500Name authorityName() {
            return new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.C, "RU")
                    .addRDN(BCStyle.CN, "Учебный УЦ стенда")
                    .build();
        }
    }

    private record Issue(X500Name subject, Instant notBefore, Instant notAfter, boolean authority) {}

    /**
     * Writes a PKCS#12 file with one key; the file is there whole or not at all.
     *
     * @param strength 256 or 512
     * @param owner the common name
     */
    public static void write(
            Path file, String password, int strength, String owner, Instant notBefore, Instant notAfter)
            throws IOException {
        var gost = strength == 512 ? Gost.GOST_512 : Gost.GOST_256;
        var subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, owner)
                .addRDN(BCStyle.C, "RU")
                .build();
        try {
            var pair = pair(gost);
            keep(
                    file,
                    password,
                    pair,
                    issued(new Issue(subject, notBefore, notAfter, false), pair, pair, gost, issuer()));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(e);
        }
    }

    private static void keep(Path file, String password, KeyPair pair, Certificate... chain)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12", BC);
        store.load(null, null);
        store.setKeyEntry("key", pair.getPrivate(), password.toCharArray(), chain);
        var draft = file.resolveSibling(file.getFileName() + ".draft");
        try (OutputStream out = Files.newOutputStream(draft)) {
            store.store(out, password.toCharArray());
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static KeyPair pair(Gost gost) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("ECGOST3410-2012", BC);
        generator.initialize(new ECGenParameterSpec(
                gost == Gost.GOST_512 ? "Tc26-Gost-3410-12-512-paramSetA" : "Tc26-Gost-3410-12-256-paramSetA"));
        return generator.generateKeyPair();
    }

    private static X509Certificate issued(Issue issue, KeyPair pair, KeyPair by, Gost gost, X500Name issuer)
            throws OperatorCreationException, GeneralSecurityException, CertIOException {
        var builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(64, new SecureRandom()),
                Date.from(issue.notBefore()),
                Date.from(issue.notAfter()),
                issue.subject(),
                pair.getPublic());
        builder.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(
                        issue.authority()
                                ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                                : KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        if (issue.authority()) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        }
        return new JcaX509CertificateConverter()
                .setProvider(BC)
                .getCertificate(builder.build(new JcaContentSignerBuilder(gost.signatureName)
                        .setProvider(BC)
                        .build(by.getPrivate())));
    }

    private static X500Name issuer() {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(new ASN1ObjectIdentifier("1.2.643.100.1"), "1027600000000")
                .addRDN(BCStyle.E, "ca@example.ru")
                .addRDN(BCStyle.STREET, "пр-кт Мира, д. 12")
                .addRDN(BCStyle.C, "RU")
                .addRDN(BCStyle.O, "ООО \"Учебный УЦ\", не для работы")
                .addRDN(BCStyle.CN, "Учебный удостоверяющий центр")
                .build();
    }
}
