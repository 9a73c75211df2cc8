package ru.priyomnaya.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Parses envelopes with everything that can reach outside switched off. */
final class SecureXml {
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final ThreadLocal<DocumentBuilder> BUILDER = ThreadLocal.withInitial(SecureXml::builder);

    private SecureXml() {}

    static Document parse(byte[] xml) throws SAXException {
        try {
            var builder = BUILDER.get();
            builder.reset();
            builder.setErrorHandler(null); // the default handler prints the document's text
            return builder.parse(new ByteArrayInputStream(xml));
        } catch (IOException e) {
            throw new SAXException(e);
        }
    }

    private static DocumentBuilder builder() {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            return factory.newDocumentBuilder();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser lacks a feature", e);
        }
    }

    /** The one element in the Body of the envelope. */
    static Element bodyElement(Document envelope) throws SAXException {
        var root = envelope.getDocumentElement();
        if (!SOAP.equals(root.getNamespaceURI()) || !"Envelope".equals(root.getLocalName())) {
            throw new SAXException("not a SOAP 1.1 envelope");
        }
        for (var child = firstElement(root); child != null; child = nextElement(child)) {
            if (SOAP.equals(child.getNamespaceURI()) && "Body".equals(child.getLocalName())) {
                var data = firstElement(child);
                if (data != null && nextElement(data) == null) {
                    return data;
                }
                throw new SAXException("the Body must hold one element");
            }
        }
        throw new SAXException("no Body");
    }

    static @Nullable Element firstElement(Node parent) {
        return elementFrom(parent.getFirstChild());
    }

    static @Nullable Element nextElement(Node element) {
        return elementFrom(element.getNextSibling());
    }

    private static @Nullable Element elementFrom(@Nullable Node start) {
        var node = start;
        while (node != null && !(node instanceof Element)) {
            node = node.getNextSibling();
        }
        return (Element) node;
    }
}
