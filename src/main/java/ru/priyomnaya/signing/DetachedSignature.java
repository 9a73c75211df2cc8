package ru.priyomnaya.signing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.Selector;
import org.jspecify.annotations.Nullable;

/** Detached signatures over files [откреплённая подпись]: CMS SignedData, the {@code .sig} that lies beside a PDF. */
public final class DetachedSignature {
    private static final Pattern ARMOUR = Pattern.compile("-----(BEGIN|END) [A-Z0-9 ]+-----");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

    private DetachedSignature() {}

    /**
     * @param problems plain Russian sentences; empty when the signature is good
     * @param certificate of the signer, where it could be read
     */
    public record Verdict(List<String> problems, @Nullable CertificateInfo certificate) {
        public boolean isGood() {
            return problems.isEmpty();
        }
    }

    static byte[] sign(byte[] file, HeldKey key) {
        try {
            var digests = new JcaDigestCalculatorProviderBuilder()
                    .setProvider(BouncyCastleProvider.PROVIDER_NAME)
                    .build();
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(digests).build(new KeptSigner(key), key.certificate()));
            generator.addCertificates(new JcaCertStore(List.of(key.certificate())));
            return generator.generate(new CMSProcessableByteArray(file), false).getEncoded();
        } catch (CMSException | OperatorCreationException | GeneralSecurityException | IOException e) {
            key.forget();
            throw new SigningFailure("SIGN-006", "Подпись файла не получилась: " + e.getMessage(), e);
        }
    }

    /**
     * Whether the signature belongs to the file and its certificate is in force; not who vouches for the certificate.
     *
     * @param now the moment at which the certificate must be in force
     */
    public static Verdict verify(byte[] file, byte[] signature, Instant now) {
        return verify(file, signature, now, (signer, others) -> List.of());
    }

    /** As {@link #verify(byte[], byte[], Instant)}; and somebody trusted must have issued the certificate. */
    public static Verdict verify(byte[] file, byte[] signature, Instant now, TrustedIssuers trusted) {
        return verify(file, signature, now, (signer, others) -> trusted.problems(signer, others, now));
    }

    /** A signature file as DER: PEM and bare base64, as some programs write it, are taken off. */
    public static byte[] der(byte[] file) {
        var text = new String(file, StandardCharsets.ISO_8859_1).strip();
        var bare = ARMOUR.matcher(text).replaceAll("").replaceAll("\\s", "");
        if (bare.isEmpty() || !BASE64.matcher(bare).matches()) {
            return file;
        }
        try {
            return Base64.getDecoder().decode(bare);
        } catch (IllegalArgumentException notBase64) {
            return file;
        }
    }

    private interface Trust {
        List<String> problems(X509Certificate signer, List<X509Certificate> others);
    }

    private static Verdict verify(byte[] file, byte[] signature, Instant now, Trust trust) {
        try {
            Gost.load();
            var cms = new CMSSignedData(new CMSProcessableByteArray(file), signature);
            var signers = cms.getSignerInfos().getSigners();
            if (signers.size() != 1) {
                return bad("В файле подписи должен быть один подписавший, их " + signers.size());
            }
            return verify(cms, signers.iterator().next(), now, trust);
        } catch (CMSException | GeneralSecurityException | OperatorCreationException e) {
            return bad("Файл подписи не разбирается: " + e.getMessage());
        } catch (RuntimeException e) { // a hostile file may trip the parser anywhere
            return bad("Файл подписи не разбирается: " + e.getClass().getSimpleName());
        }
    }

    @SuppressWarnings("unchecked") // the library's Selector of a signer selects certificates and nothing else
    private static Verdict verify(CMSSignedData cms, SignerInformation signer, Instant now, Trust trust)
            throws CMSException, GeneralSecurityException, OperatorCreationException {
        var matches = cms.getCertificates().getMatches((Selector<X509CertificateHolder>) signer.getSID());
        if (matches.isEmpty()) {
            return bad("В файле подписи нет сертификата подписавшего");
        }
        var converter = new JcaX509CertificateConverter().setProvider(BouncyCastleProvider.PROVIDER_NAME);
        var certificate = converter.getCertificate(matches.iterator().next());
        var others = new ArrayList<X509Certificate>();
        for (var other : cms.getCertificates().getMatches(null)) {
            others.add(converter.getCertificate(other));
        }
        var problems = new ArrayList<>(problems(signer, certificate, now));
        problems.addAll(trust.problems(certificate, others));
        return new Verdict(List.copyOf(problems), CertificateInfo.of(certificate));
    }

    private static List<String> problems(SignerInformation signer, X509Certificate certificate, Instant now)
            throws OperatorCreationException {
        var problems = new ArrayList<String>();
        if (Gost.of(certificate.getPublicKey()).isEmpty()) {
            problems.add("Подпись не по ГОСТ Р 34.10-2012");
        }
        try {
            var verifier = new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(BouncyCastleProvider.PROVIDER_NAME)
                    .build(certificate.getPublicKey());
            if (!signer.verify(verifier)) {
                problems.add("Подпись не соответствует файлу");
            }
        } catch (CMSException e) {
            problems.add("Подпись не соответствует файлу: " + e.getMessage());
        }
        var info = CertificateInfo.of(certificate);
        if (!info.isValidAt(now)) {
            problems.add("Сертификат не действует: с %s по %s".formatted(info.notBefore(), info.notAfter()));
        }
        return problems;
    }

    private static Verdict bad(String problem) {
        return new Verdict(List.of(problem), null);
    }

    /** Signs with the key's own provider and its kept Signature. */
    private static final class KeptSigner implements ContentSigner {
        private final HeldKey key;
        private final Signature signature;

        KeptSigner(HeldKey key) {
            this.key = key;
            this.signature = key.signature();
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return key.gost().signatureIdentifier();
        }

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(byte[] bytes, int from, int length) {
                    feed(bytes, from, length);
                }

                @Override
                public void write(int one) {
                    feed(new byte[] {(byte) one}, 0, 1);
                }
            };
        }

        private void feed(byte[] bytes, int from, int length) {
            try {
                signature.update(bytes, from, length);
            } catch (GeneralSecurityException e) {
                throw new SigningFailure("SIGN-006", "Подпись файла не получилась: " + e.getMessage(), e);
            }
        }

        @Override
        public byte[] getSignature() {
            try {
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new SigningFailure("SIGN-006", "Подпись файла не получилась: " + e.getMessage(), e);
            }
        }
    }
}
