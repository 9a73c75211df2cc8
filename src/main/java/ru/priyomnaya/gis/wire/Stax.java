package ru.priyomnaya.gis.wire;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Streams of XML, closed to entities and DTDs. */
final class Stax {
    private static final String TYPES = "http://www.w3.org/2001/XMLSchema-instance";
    private static final XMLInputFactory INPUT = input();
    private static final XMLOutputFactory OUTPUT = XMLOutputFactory.newInstance();

    private Stax() {}

    private static XMLInputFactory input() {
        var factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Without a charset in the XML declaration it is UTF-8, whatever HTTP says or does not say. */
    static XMLStreamReader reader(InputStream bytes) throws XMLStreamException {
        return INPUT.createXMLStreamReader(bytes);
    }

    static XMLStreamWriter writer(OutputStream bytes) throws XMLStreamException {
        return OUTPUT.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
    }

    /** Moves to the next child element; false at the end of the parent. Must stand at the parent's start or a child's end. */
    static boolean nextChild(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            var event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT || event == XMLStreamConstants.END_DOCUMENT) {
                return false;
            }
        }
        return false;
    }

    /** From the start of an element to its end. */
    static void skip(XMLStreamReader reader) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            var event = reader.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    /** From the start of an element to its end, as a document of its own: names and namespaces are kept. */
    static byte[] copy(XMLStreamReader reader) throws XMLStreamException {
        var bytes = new ByteArrayOutputStream();
        var writer = writer(bytes);
        copyStart(reader, writer);
        for (int depth = 1; depth > 0; ) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    copyStart(reader, writer);
                    depth++;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    writer.writeEndElement();
                    depth--;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    writer.writeCharacters(reader.getText());
                default -> {} // comments and the like say nothing
            }
        }
        writer.close();
        return bytes.toByteArray();
    }

    private static void copyStart(XMLStreamReader reader, XMLStreamWriter writer) throws XMLStreamException {
        var prefix = Objects.requireNonNullElse(reader.getPrefix(), "");
        var namespace = Objects.requireNonNullElse(reader.getNamespaceURI(), "");
        writer.writeStartElement(prefix, reader.getLocalName(), namespace);
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            bind(writer, reader.getNamespacePrefix(i), reader.getNamespaceURI(i));
        }
        bindInherited(writer, prefix, namespace);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (TYPES.equals(reader.getAttributeNamespace(i))
                    && reader.getAttributeValue(i).contains(":")) {
                var named = reader.getAttributeValue(i).split(":", 2)[0];
                bindInherited(writer, named, Objects.requireNonNullElse(reader.getNamespaceURI(named), ""));
            }
            bindInherited(
                    writer,
                    Objects.requireNonNullElse(reader.getAttributePrefix(i), ""),
                    Objects.requireNonNullElse(reader.getAttributeNamespace(i), ""));
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            writer.writeAttribute(
                    Objects.requireNonNullElse(reader.getAttributePrefix(i), ""),
                    Objects.requireNonNullElse(reader.getAttributeNamespace(i), ""),
                    reader.getAttributeLocalName(i),
                    reader.getAttributeValue(i));
        }
    }

    /** What an ancestor outside the copy has declared is declared where it is first used. */
    private static void bindInherited(XMLStreamWriter writer, String prefix, String namespace)
            throws XMLStreamException {
        var bound = Objects.requireNonNullElse(writer.getNamespaceContext().getNamespaceURI(prefix), "");
        if (!bound.equals(namespace) && !"xml".equals(prefix) && !(prefix.isEmpty() && namespace.isEmpty())) {
            bind(writer, prefix, namespace);
        }
    }

    private static void bind(XMLStreamWriter writer, @Nullable String prefix, @Nullable String namespace)
            throws XMLStreamException {
        var uri = Objects.requireNonNullElse(namespace, "");
        if (prefix == null || prefix.isEmpty()) {
            writer.setDefaultNamespace(uri);
            writer.writeDefaultNamespace(uri);
        } else {
            writer.setPrefix(prefix, uri);
            writer.writeNamespace(prefix, uri);
        }
    }

    /** The text of an element, with that of its children; ends at the element's end. */
    static String text(XMLStreamReader reader) throws XMLStreamException {
        var text = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                default -> {} // comments and the like say nothing
            }
        }
        return text.toString();
    }
}
