package ru.priyomnaya.signing;

import java.security.PublicKey;
import java.security.Security;
import java.util.Arrays;
import java.util.Optional;
import org.apache.xml.security.Init;
import org.apache.xml.security.algorithms.JCEMapper;
import org.apache.xml.security.algorithms.SignatureAlgorithm;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The two strengths of GOST R 34.10-2012 with the names that they go by in certificates, in XML, in CMS and in Java.
 * Loading this enum makes the algorithms known to the XML library.
 */
enum Gost {
    GOST_256(
            "1.2.643.7.1.1.1.1",
            "1.2.643.7.1.1.3.2",
            "1.2.643.7.1.1.2.2",
            "GOST3411-2012-256",
            "GOST3411-2012-256WITHECGOST3410-2012-256",
            "256"),
    GOST_512(
            "1.2.643.7.1.1.1.2",
            "1.2.643.7.1.1.3.3",
            "1.2.643.7.1.1.2.3",
            "GOST3411-2012-512",
            "GOST3411-2012-512WITHECGOST3410-2012-512",
            "512");

    private static final String URI = "urn:ietf:params:xml:ns:cpxmlsec:algorithms:";

    static {
        // Read once by the XML library: base64 without line breaks, as the other side expects it.
        if (System.getProperty("org.apache.xml.security.ignoreLineBreaks") == null) {
            System.setProperty("org.apache.xml.security.ignoreLineBreaks", "true");
        }
        if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
            Security.addProvider(new BouncyCastleProvider());
        }
        Init.init();
        try {
            SignatureAlgorithm.register(GOST_256.signatureUri(), XmlGostSignature.Of256.class);
            SignatureAlgorithm.register(GOST_512.signatureUri(), XmlGostSignature.Of512.class);
        } catch (XMLSecurityException | ClassNotFoundException e) {
            throw new ExceptionInInitializerError(e);
        }
        for (var gost : values()) {
            JCEMapper.register(gost.digestUri(), new JCEMapper.Algorithm("", gost.digestName, "MessageDigest"));
        }
    }

    final String keyOid;
    final String signatureOid;
    final String digestOid;
    final String digestName;
    final String signatureName;
    private final String bits;

    Gost(String keyOid, String signatureOid, String digestOid, String digestName, String signatureName, String bits) {
        this.keyOid = keyOid;
        this.signatureOid = signatureOid;
        this.digestOid = digestOid;
        this.digestName = digestName;
        this.signatureName = signatureName;
        this.bits = bits;
    }

    /** Makes sure that the provider and the algorithms are registered, in a program that has not signed anything yet. */
    static void load() {
        if (values().length == 0) { // reaching this line is what matters: the static part above has run
            throw new AssertionError();
        }
    }

    String signatureUri() {
        return URI + "gostr34102012-gostr34112012-" + bits;
    }

    String digestUri() {
        return URI + "gostr34112012-" + bits;
    }

    String inRussian() {
        return "ГОСТ Р 34.10-2012, " + bits + " бит";
    }

    AlgorithmIdentifier signatureIdentifier() {
        return new AlgorithmIdentifier(new org.bouncycastle.asn1.ASN1ObjectIdentifier(signatureOid));
    }

    /** By the algorithm of the key; empty for RSA, the obsolete GOST R 34.10-2001 and the rest. */
    static Optional<Gost> of(PublicKey key) {
        var encoded = key.getEncoded();
        if (encoded == null) {
            return Optional.empty();
        }
        var oid = SubjectPublicKeyInfo.getInstance(encoded)
                .getAlgorithm()
                .getAlgorithm()
                .getId();
        return Arrays.stream(values()).filter(gost -> gost.keyOid.equals(oid)).findFirst();
    }
}
