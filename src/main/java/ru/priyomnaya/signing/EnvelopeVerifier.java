package ru.priyomnaya.signing;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.XMLSignature;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.RFC4519Style;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Verifies a signed envelope from its bytes alone, with the demands that ГИС ЖКХ makes. */
public final class EnvelopeVerifier {
    private EnvelopeVerifier() {}

    /**
     * @param problems plain Russian sentences; empty when the signature is good
     * @param certificate of the signer, where it could be read
     */
    public record Verdict(List<String> problems, @Nullable CertificateInfo certificate) {
        public boolean isGood() {
            return problems.isEmpty();
        }
    }

    /** @param now the moment at which the certificate must be in force */
    public static Verdict verify(byte[] envelope, Instant now) {
        Gost.load();
        var problems = new ArrayList<String>();
        @Nullable X509Certificate certificate = null;
        try {
            var data = SecureXml.bodyElement(SecureXml.parse(envelope));
            var element = onlySignature(data, problems);
            if (element != null) {
                certificate = verify(data, element, now, problems);
            }
        } catch (SAXException e) {
            problems.add("Сообщение не разбирается: " + e.getMessage());
        } catch (XMLSecurityException | GeneralSecurityException e) {
            problems.add("Подпись не разбирается: " + e.getMessage());
        }
        return new Verdict(List.copyOf(problems), certificate == null ? null : CertificateInfo.of(certificate));
    }

    private static @Nullable Element onlySignature(Element data, List<String> problems) {
        var first = SecureXml.firstElement(data);
        if (first == null
                || !EnvelopeSignature.DS.equals(first.getNamespaceURI())
                || !"Signature".equals(first.getLocalName())) {
            problems.add("Нет подписи: ds:Signature должна быть первой внутри подписанного элемента");
            return null;
        }
        for (var other = SecureXml.nextElement(first); other != null; other = SecureXml.nextElement(other)) {
            if (EnvelopeSignature.DS.equals(other.getNamespaceURI())) {
                problems.add("Больше одной подписи");
                return null;
            }
        }
        return first;
    }

    private static @Nullable X509Certificate verify(Element data, Element element, Instant now, List<String> problems)
            throws XMLSecurityException, GeneralSecurityException {
        data.setIdAttribute("Id", true);
        var properties = only(element, EnvelopeSignature.XADES, "SignedProperties");
        if (properties == null || !properties.hasAttribute("Id")) {
            problems.add("Нет xades:SignedProperties");
            return null;
        }
        properties.setIdAttribute("Id", true);
        var certificates = texts(element, EnvelopeSignature.DS, "X509Certificate");
        if (certificates.size() != 1) {
            problems.add("В ds:KeyInfo должен быть один сертификат, их " + certificates.size());
            return null;
        }
        var certificate = certificate(certificates.get(0));
        var gost = Gost.of(certificate.getPublicKey());
        if (gost.isEmpty()) {
            problems.add("Сертификат не по ГОСТ Р 34.10-2012");
            return certificate;
        }
        var signature = new XMLSignature(element, "", true);
        references(signature, data, properties, problems);
        if (!gost.get().signatureUri().equals(signature.getSignedInfo().getSignatureMethodURI())) {
            problems.add("Алгоритм подписи не соответствует ключу: "
                    + signature.getSignedInfo().getSignatureMethodURI());
        } else if (!signature.checkSignatureValue(certificate.getPublicKey())) {
            problems.add(reason(signature));
        }
        signingCertificate(properties, certificate, gost.get(), problems);
        var info = CertificateInfo.of(certificate);
        if (!info.isValidAt(now)) {
            problems.add("Сертификат не действует: с %s по %s".formatted(info.notBefore(), info.notAfter()));
        }
        return certificate;
    }

    private static void references(XMLSignature signature, Element data, Element properties, List<String> problems)
            throws XMLSecurityException {
        var info = signature.getSignedInfo();
        if (info.getLength() != 2) {
            problems.add("Подписаны должны быть две части: данные и свойства подписи");
            return;
        }
        if (!info.item(0).getURI().equals("#" + data.getAttribute("Id"))) {
            problems.add("Подписан не тот элемент, который лежит в Body");
        }
        if (!info.item(1).getURI().equals("#" + properties.getAttribute("Id"))
                || !EnvelopeSignature.PROPERTIES_TYPE.equals(info.item(1).getType())) {
            problems.add("Свойства подписи не подписаны");
        }
    }

    private static String reason(XMLSignature signature) throws XMLSecurityException {
        var info = signature.getSignedInfo();
        var data = info.getVerificationResult(0);
        var properties = info.getVerificationResult(1);
        return !data
                ? "Данные изменены после подписания"
                : !properties ? "Свойства подписи изменены после подписания" : "Подпись не соответствует сертификату";
    }

    private static void signingCertificate(
            Element properties, X509Certificate certificate, Gost gost, List<String> problems)
            throws GeneralSecurityException {
        var digest = texts(properties, EnvelopeSignature.DS, "DigestValue");
        var issuer = texts(properties, EnvelopeSignature.DS, "X509IssuerName");
        var serial = texts(properties, EnvelopeSignature.DS, "X509SerialNumber");
        if (digest.size() != 1 || issuer.size() != 1 || serial.size() != 1) {
            problems.add("В xades:SigningCertificate должен быть один сертификат");
            return;
        }
        if (!Arrays.equals(
                Base64.getMimeDecoder().decode(digest.get(0)), EnvelopeSignature.digestOf(certificate, gost))) {
            problems.add("xades:CertDigest не соответствует сертификату");
        }
        if (!serial.get(0).strip().equals(certificate.getSerialNumber().toString())) {
            problems.add("ds:X509SerialNumber не соответствует сертификату");
        }
        try {
            var named = new X500Name(RFC4519Style.INSTANCE, issuer.get(0));
            var actual = X500Name.getInstance(
                    RFC4519Style.INSTANCE, certificate.getIssuerX500Principal().getEncoded());
            if (!RFC4519Style.INSTANCE.areEqual(named, actual)) {
                problems.add("ds:X509IssuerName называет другого издателя");
            }
        } catch (IllegalArgumentException e) {
            problems.add("ds:X509IssuerName не разбирается: " + e.getMessage());
        }
    }

    private static X509Certificate certificate(String base64) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509", BouncyCastleProvider.PROVIDER_NAME)
                .generateCertificate(
                        new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)));
    }

    private static @Nullable Element only(Element parent, String namespace, String name) {
        var found = parent.getElementsByTagNameNS(namespace, name);
        return found.getLength() == 1 ? (Element) found.item(0) : null;
    }

    private static List<String> texts(Element parent, String namespace, String name) {
        var found = parent.getElementsByTagNameNS(namespace, name);
        var texts = new ArrayList<String>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }
}
