package ru.priyomnaya.gis.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.xml.sax.SAXException;

/** The schemas of {@code wsdl/}. Requests are held against them before they are signed; answers never are. */
public final class Contract {
    public static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    public static final String BASE = "http://dom.gosuslugi.ru/schema/integration/base/";
    public static final String APPEALS = "http://dom.gosuslugi.ru/schema/integration/appeals/";
    public static final String NSI_BASE = "http://dom.gosuslugi.ru/schema/integration/nsi-base/";
    public static final String NSI_COMMON = "http://dom.gosuslugi.ru/schema/integration/nsi-common/";
    public static final String ORGANIZATIONS_BASE = "http://dom.gosuslugi.ru/schema/integration/organizations-base/";
    public static final String REGISTRY_BASE =
            "http://dom.gosuslugi.ru/schema/integration/organizations-registry-base/";
    public static final String REGISTRY_COMMON =
            "http://dom.gosuslugi.ru/schema/integration/organizations-registry-common/";
    /** The value of {@code Id} by which the signature names the signed element. */
    public static final String SIGNED_ID = "signed-data-container";

    private static final String DIRECTORY = "/gis-contract/";
    private static final Schema SCHEMA = load();

    private Contract() {}

    private static Schema load() {
        try {
            var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            var inputs = (DOMImplementationLS)
                    DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
            factory.setResourceResolver((type, namespace, publicId, systemId, baseUri) -> {
                var input = inputs.createLSInput();
                input.setSystemId(systemId);
                input.setByteStream(open(systemId));
                return input;
            });
            return factory.newSchema(new Source[] {
                source("appeals.xsd"), source("organizations-registry-common.xsd"), source("nsi-common.xsd")
            });
        } catch (SAXException | ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static Source source(String name) {
        return new StreamSource(open(name), name);
    }

    private static InputStream open(String systemId) {
        var name = systemId.substring(systemId.lastIndexOf('/') + 1);
        return Objects.requireNonNull(Contract.class.getResourceAsStream(DIRECTORY + name), name);
    }

    /** The validator's sentence about the first thing that is wrong with a header or a request. */
    public static Optional<String> problemIn(Source element) {
        try {
            SCHEMA.newValidator().validate(element);
            return Optional.empty();
        } catch (SAXException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
