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
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
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

    private ThrowAwayKey() {}

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
        try {
            var pair = pair(gost);
            var store = KeyStore.getInstance("PKCS12", BC);
            store.load(null, null);
            store.setKeyEntry("key", pair.getPrivate(), password.toCharArray(), new Certificate[] {
                certificate(pair, gost, owner, notBefore, notAfter)
            });
            var draft = file.resolveSibling(file.getFileName() + ".draft");
            try (OutputStream out = Files.newOutputStream(draft)) {
                store.store(out, password.toCharArray());
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(e);
        }
    }

    private static KeyPair pair(Gost gost) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("ECGOST3410-2012", BC);
        generator.initialize(new ECGenParameterSpec(
                gost == Gost.GOST_512 ? "Tc26-Gost-3410-12-512-paramSetA" : "Tc26-Gost-3410-12-256-paramSetA"));
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(
            KeyPair pair, Gost gost, String owner, Instant notBefore, Instant notAfter)
            throws OperatorCreationException, GeneralSecurityException, CertIOException {
        var builder = new JcaX509v3CertificateBuilder(
                issuer(),
                new BigInteger(64, new SecureRandom()),
                Date.from(notBefore),
                Date.from(notAfter),
                new X500NameBuilder(BCStyle.INSTANCE)
                        .addRDN(BCStyle.CN, owner)
                        .addRDN(BCStyle.C, "RU")
                        .build(),
                pair.getPublic());
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        return new JcaX509CertificateConverter()
                .setProvider(BC)
                .getCertificate(builder.build(new JcaContentSignerBuilder(gost.signatureName)
                        .setProvider(BC)
                        .build(pair.getPrivate())));
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
