package ru.priyomnaya.signing;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.ObjectContainer;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.apache.xml.security.utils.Constants;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.RFC4519Style;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * XAdES-BES, enveloped, first child of the signed element, with SigningTime and SigningCertificate (V1) and nothing optional:
 * the form that all working clients of ГИС ЖКХ share.
 */
final class EnvelopeSignature {
    static final String DS = Constants.SignatureSpecNS;
    static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    static final String PROPERTIES_TYPE = "http://uri.etsi.org/01903#SignedProperties";
    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

    private EnvelopeSignature() {}

    static byte[] sign(byte[] envelope, HeldKey key, SignatureProfile profile, Instant now, ZoneId zone) {
        try {
            var document = SecureXml.parse(envelope);
            var data = SecureXml.bodyElement(document);
            if (data.getAttribute("Id").isEmpty()) {
                throw new SAXException("the signed element has no Id");
            }
            sign(document, data, key, profile, now, zone);
            var bytes = new ByteArrayOutputStream(envelope.length + 6000);
            // «Physical» writes the tree as it is: no namespace is moved, nothing is reformatted.
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_PHYSICAL).canonicalizeSubtree(document, bytes);
            return bytes.toByteArray();
        } catch (SAXException e) {
            throw new SigningFailure("SIGN-007", "Сообщение нельзя подписать: оно не похоже на конверт SOAP", e);
        } catch (XMLSecurityException | GeneralSecurityException e) {
            key.forget();
            throw new SigningFailure("SIGN-006", "Подпись не получилась: " + e.getMessage(), e);
        }
    }

    private static void sign(
            Document document, Element data, HeldKey key, SignatureProfile profile, Instant now, ZoneId zone)
            throws XMLSecurityException, GeneralSecurityException {
        var gost = key.gost();
        var id = "xmldsig-" + UUID.randomUUID();
        data.setIdAttribute("Id", true);
        var signature = new XMLSignature(document, "", gost.signatureUri(), profile.canonicalization);
        signature.setId(id);
        data.insertBefore(signature.getElement(), data.getFirstChild());

        var transforms = new Transforms(document);
        transforms.addTransform(Transforms.TRANSFORM_ENVELOPED_SIGNATURE);
        transforms.addTransform(Transforms.TRANSFORM_C14N_EXCL_OMIT_COMMENTS);
        signature.addDocument("#" + data.getAttribute("Id"), transforms, gost.digestUri(), id + "-ref0", null);

        var holder = new ObjectContainer(document);
        holder.appendChild(properties(document, id, key, now, zone));
        signature.appendObject(holder);
        signature.addDocument(
                "#" + id + "-signedprops", ofProperties(document, profile), gost.digestUri(), null, PROPERTIES_TYPE);

        signature.addKeyInfo(key.certificate());
        signature.sign(key);
    }

    private static @Nullable Transforms ofProperties(Document document, SignatureProfile profile)
            throws XMLSecurityException {
        if (!profile.transformsProperties) {
            return null;
        }
        var transforms = new Transforms(document);
        transforms.addTransform(Transforms.TRANSFORM_C14N_EXCL_OMIT_COMMENTS);
        return transforms;
    }

    private static Element properties(Document document, String id, HeldKey key, Instant now, ZoneId zone) {
        var certificate = key.certificate();
        var qualifying = document.createElementNS(XADES, "xades:QualifyingProperties");
        qualifying.setAttributeNS(XMLNS, "xmlns:xades", XADES);
        qualifying.setAttribute("Target", "#" + id);
        var signed = add(qualifying, XADES, "xades:SignedProperties");
        signed.setAttribute("Id", id + "-signedprops");
        signed.setIdAttribute("Id", true);
        var ofSignature = add(signed, XADES, "xades:SignedSignatureProperties");
        add(ofSignature, XADES, "xades:SigningTime")
                .setTextContent(TIME.format(now.truncatedTo(ChronoUnit.MILLIS).atZone(zone)));
        var cert = add(add(ofSignature, XADES, "xades:SigningCertificate"), XADES, "xades:Cert");
        var digest = add(cert, XADES, "xades:CertDigest");
        add(digest, DS, "ds:DigestMethod").setAttribute("Algorithm", key.gost().digestUri());
        add(digest, DS, "ds:DigestValue").setTextContent(key.certificateDigest());
        var issuer = add(cert, XADES, "xades:IssuerSerial");
        add(issuer, DS, "ds:X509IssuerName").setTextContent(key.issuerName());
        add(issuer, DS, "ds:X509SerialNumber")
                .setTextContent(certificate.getSerialNumber().toString());
        return qualifying;
    }

    /** Other spellings of the same name are refused by the other side («AUT011005»): see the glossary, «имя издателя». */
    static String issuerName(X509Certificate certificate) {
        return X500Name.getInstance(
                        RFC4519Style.INSTANCE,
                        certificate.getIssuerX500Principal().getEncoded())
                .toString();
    }

    static byte[] digestOf(X509Certificate certificate, Gost gost) throws GeneralSecurityException {
        return MessageDigest.getInstance(gost.digestName, BouncyCastleProvider.PROVIDER_NAME)
                .digest(certificate.getEncoded());
    }

    private static Element add(Element parent, String namespace, String name) {
        var child = parent.getOwnerDocument().createElementNS(namespace, name);
        parent.appendChild(child);
        return child;
    }
}
