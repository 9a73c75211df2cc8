package ru.priyomnaya.stand.gis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;

/** Trees in the namespaces of ГИС ЖКХ: which element belongs to which, and in what order an exported appeal lists them. */
final class StandXml {
    static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String BASE = "http://dom.gosuslugi.ru/schema/integration/base/";
    static final String APPEALS = "http://dom.gosuslugi.ru/schema/integration/appeals/";
    static final String NSI = "http://dom.gosuslugi.ru/schema/integration/nsi-base/";
    static final String NSI_COMMON = "http://dom.gosuslugi.ru/schema/integration/nsi-common/";
    static final String ORG = "http://dom.gosuslugi.ru/schema/integration/organizations-base/";
    static final String REGISTRY = "http://dom.gosuslugi.ru/schema/integration/organizations-registry-base/";
    static final String REGISTRY_COMMON = "http://dom.gosuslugi.ru/schema/integration/organizations-registry-common/";
    /** Order of exportAppealResultType. */
    static final List<String> ORDER = List.of(
            "AppealGUID",
            "ParentAppealGUID",
            "ApplicantInfo",
            "AppealNumber",
            "AppealCreateDate",
            "AppealTopic",
            "AnotherTopic",
            "FIASHouseGuid",
            "PremiseNumber",
            "OKTMO",
            "AppealText",
            "Attachment",
            "AnswererGUID",
            "AppealHistory",
            "AppealStatus",
            "Redirected",
            "RedirectedIsNotHCS",
            "RolledOver",
            "AnswerIsNotRequired",
            "AppealWithdrawn",
            "FromMobile",
            "ExecutionEndDate",
            "NPARequirements",
            "DateOfAppointment",
            "Collective",
            "NeighbourInfo");

    private static final Map<String, String> NAMESPACE_OF_CHILDREN = Map.of(
            "AppealTopic", NSI,
            "OKTMO", BASE,
            "Attachment", BASE,
            "SignedAttachments", BASE,
            "Signature", BASE,
            "Org", REGISTRY,
            "Organization", REGISTRY,
            "Receiver", REGISTRY);

    private StandXml() {}

    static Document newDocument() {
        return builder().newDocument();
    }

    /** @throws SAXException when it is not well-formed; the message names line and column */
    static Document parse(byte[] xml) throws SAXException {
        try {
            return builder().parse(new ByteArrayInputStream(xml));
        } catch (IOException e) {
            throw new SAXException(e);
        }
    }

    private static DocumentBuilder builder() {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(Node node) {
        try {
            var transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            var bytes = new ByteArrayOutputStream();
            transformer.transform(new DOMSource(node), new StreamResult(bytes));
            return bytes.toByteArray();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An exported appeal from the control API's JSON, whose keys are the format's element names. */
    static Element appeal(JsonNode json) {
        var document = newDocument();
        var appeal = document.createElementNS(APPEALS, "ExportAppealResult");
        document.appendChild(appeal);
        for (var name : ORDER) {
            fill(appeal, name, json.path(name));
        }
        return appeal;
    }

    private static void fill(Element parent, String name, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        if (value.isArray()) {
            value.forEach(one -> fill(parent, name, one));
            return;
        }
        var element = add(parent, namespaceIn(parent), name);
        if (value.isObject()) {
            value.properties().forEach(property -> fill(element, property.getKey(), property.getValue()));
        } else {
            element.setTextContent(value.asString());
        }
    }

    private static String namespaceIn(Element parent) {
        var own = NAMESPACE_OF_CHILDREN.get(parent.getLocalName());
        return own != null ? own : BASE.equals(parent.getNamespaceURI()) ? BASE : APPEALS;
    }

    static Element add(Element parent, String namespace, String name) {
        var child = parent.getOwnerDocument().createElementNS(namespace, name);
        parent.appendChild(child);
        return child;
    }

    static Element add(Element parent, String namespace, String name, String text) {
        var child = add(parent, namespace, name);
        child.setTextContent(text);
        return child;
    }

    static List<Element> children(Element parent) {
        var children = new ArrayList<Element>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static List<Element> children(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> name.equals(child.getLocalName()))
                .toList();
    }

    static @Nullable Element child(Element parent, String name) {
        var found = children(parent, name);
        return found.isEmpty() ? null : found.get(0);
    }

    static @Nullable String text(@Nullable Element parent, String name) {
        var found = parent == null ? null : child(parent, name);
        return found == null ? null : found.getTextContent().strip();
    }

    /** Sets a simple element of an exported appeal in its place of the order; null removes it. */
    static void set(Element appeal, String name, @Nullable String text) {
        children(appeal, name).forEach(appeal::removeChild);
        if (text != null) {
            insert(appeal, name).setTextContent(text);
        }
    }

    /** A new element in its place of the order, after others of the same name. */
    static Element insert(Element appeal, String name) {
        var place = ORDER.indexOf(name);
        var next = children(appeal).stream()
                .filter(child -> ORDER.indexOf(child.getLocalName()) > place)
                .findFirst()
                .orElse(null);
        var element = appeal.getOwnerDocument().createElementNS(APPEALS, name);
        appeal.insertBefore(element, next);
        return element;
    }

    /** A deep copy of the children into another tree, names and namespaces kept. */
    static void copyChildren(Element from, Element to) {
        for (var child : children(from)) {
            to.appendChild(to.getOwnerDocument().importNode(child, true));
        }
    }
}
