package ru.priyomnaya.gis.wire;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import jakarta.xml.bind.util.JAXBSource;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import ru.gosuslugi.dom.appeals.ExportAppealRequest;
import ru.gosuslugi.dom.appeals.ImportAnswerRequest;
import ru.gosuslugi.dom.base.GetStateRequest;
import ru.gosuslugi.dom.base.HeaderType;
import ru.gosuslugi.dom.base.ISCreator;
import ru.gosuslugi.dom.base.ISRequestHeader;
import ru.gosuslugi.dom.base.RequestHeader;
import ru.gosuslugi.dom.nsicommon.ExportNsiPagingItemRequest;
import ru.gosuslugi.dom.organization.common.ExportOrgRegistryRequest;

/** Writes envelopes: unsigned, compact, UTF-8, held against the contract. */
public final class Requests {
    /** Fixed by the format for the registry of organisations. */
    public static final String REGISTRY_VERSION = "10.0.2.1";
    /** Fixed by the format for dictionaries. */
    public static final String NSI_VERSION = "10.0.1.2";
    /** AppealGUIDs in one request; the format takes no more. */
    public static final int MOST_GUIDS = 1_000;
    /** Criteria in one search. */
    public static final int MOST_CRITERIA = 100;

    private static final String TOPICS = "220";
    private static final JAXBContext CONTEXT = context();

    private Requests() {}

    private static JAXBContext context() {
        try {
            return JAXBContext.newInstance(
                    RequestHeader.class,
                    ISRequestHeader.class,
                    GetStateRequest.class,
                    ExportAppealRequest.class,
                    ImportAnswerRequest.class,
                    ExportOrgRegistryRequest.class,
                    ExportNsiPagingItemRequest.class);
        } catch (JAXBException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Who sends.
     *
     * @param ppa the organisation's cabinet, orgPPAGUID
     * @param operatorSignature the information system's operator signs, not the organisation itself
     * @param creator the information system, name and operator (order 589/944, п. 164); null to leave it out
     */
    public record Sender(
            UUID ppa,
            boolean operatorSignature,
            @Nullable String creator,
            @Nullable String creatorOperator) {}

    /** @param message our MessageGUID, new for every call */
    public static byte[] exportWindow(
            Sender sender,
            UUID message,
            OffsetDateTime date,
            String version,
            LocalDate from,
            LocalDate until,
            boolean ofSystem) {
        var request = new ExportAppealRequest();
        request.setVersion(version);
        request.setId(Contract.SIGNED_ID);
        request.setStartDate(from);
        request.setEndDate(until);
        var statuses = new ExportAppealRequest.StatusOfAppeal();
        statuses.setSent(true);
        statuses.setInWork(true);
        request.setStatusOfAppeal(statuses);
        if (ofSystem) {
            request.setIncludeHCSAppeals(true);
        }
        return envelope(header(sender, message, date), request);
    }

    /** @param guids at most {@value #MOST_GUIDS} */
    public static byte[] exportByGuid(
            Sender sender, UUID message, OffsetDateTime date, String version, Collection<UUID> guids) {
        var request = new ExportAppealRequest();
        request.setVersion(version);
        request.setId(Contract.SIGNED_ID);
        guids.forEach(guid -> request.getAppealGUID().add(guid.toString()));
        return envelope(header(sender, message, date), request);
    }

    public static byte[] importAnswer(
            Sender sender, UUID message, OffsetDateTime date, String version, List<ImportAction> actions) {
        var request = new ImportAnswerRequest();
        request.setVersion(version);
        request.setId(Contract.SIGNED_ID);
        actions.forEach(action -> action.writeTo(request));
        return envelope(header(sender, message, date), request);
    }

    /** One of them: ОГРН of a legal entity, ОГРНИП of an entrepreneur, root in the registry, cabinet. */
    public record Criterion(
            @Nullable String ogrn,
            @Nullable String kpp,
            @Nullable String ogrnip,
            @Nullable UUID root,
            @Nullable UUID ppa) {}

    /** @param criteria at most {@value #MOST_CRITERIA} */
    public static byte[] exportOrganizations(
            Sender sender, UUID message, OffsetDateTime date, Collection<Criterion> criteria) {
        var request = new ExportOrgRegistryRequest();
        request.setVersion(REGISTRY_VERSION);
        request.setId(Contract.SIGNED_ID);
        for (var criterion : criteria) {
            var one = new ExportOrgRegistryRequest.SearchCriteria();
            one.setOGRN(criterion.ogrn());
            one.setKPP(criterion.kpp());
            one.setOGRNIP(criterion.ogrnip());
            one.setOrgRootEntityGUID(string(criterion.root()));
            one.setOrgPPAGUID(string(criterion.ppa()));
            request.getSearchCriteria().add(one);
        }
        return envelope(systemHeader(sender, message, date), request);
    }

    /** Dictionary 220. */
    public static byte[] exportTopics(Sender sender, UUID message, OffsetDateTime date, int page) {
        var request = new ExportNsiPagingItemRequest();
        request.setVersion(NSI_VERSION);
        request.setId(Contract.SIGNED_ID);
        request.setRegistryNumber(new BigInteger(TOPICS));
        request.setListGroup("NSI");
        request.setPage(page);
        return envelope(systemHeader(sender, message, date), request);
    }

    /** Never signed: the format has no place for a signature there. */
    public static byte[] getState(Sender sender, UUID message, OffsetDateTime date, UUID acknowledged, boolean system) {
        var request = new GetStateRequest();
        request.setMessageGUID(acknowledged.toString());
        return envelope(system ? systemHeader(sender, message, date) : header(sender, message, date), request);
    }

    private static RequestHeader header(Sender sender, UUID message, OffsetDateTime date) {
        var header = new RequestHeader();
        fill(header, message, date);
        header.setOrgPPAGUID(sender.ppa().toString());
        if (sender.operatorSignature()) {
            header.setIsOperatorSignature(true);
        }
        creator(sender, header.getISCreator());
        return header;
    }

    private static ISRequestHeader systemHeader(Sender sender, UUID message, OffsetDateTime date) {
        var header = new ISRequestHeader();
        fill(header, message, date);
        creator(sender, header.getISCreator());
        return header;
    }

    private static void fill(HeaderType header, UUID message, OffsetDateTime date) {
        header.setDate(date);
        header.setMessageGUID(message.toString());
    }

    private static void creator(Sender sender, List<ISCreator> creators) {
        if (sender.creator() != null) {
            var creator = new ISCreator();
            creator.setISName(sender.creator());
            creator.setISOperatorName(sender.creatorOperator() == null ? sender.creator() : sender.creatorOperator());
            creators.add(creator);
        }
    }

    private static @Nullable String string(@Nullable UUID guid) {
        return guid == null ? null : guid.toString();
    }

    private static byte[] envelope(HeaderType header, Object body) {
        try {
            var marshaller = CONTEXT.createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
            require(header);
            require(body);
            var bytes = new ByteArrayOutputStream();
            var writer = Stax.writer(bytes);
            start(writer);
            writer.writeStartElement("soap", "Header", Contract.SOAP);
            marshaller.marshal(header, writer);
            writer.writeEndElement();
            writer.writeStartElement("soap", "Body", Contract.SOAP);
            marshaller.marshal(body, writer);
            writer.writeEndElement();
            writer.writeEndElement();
            writer.close();
            return bytes.toByteArray();
        } catch (JAXBException | XMLStreamException e) {
            throw new IllegalStateException("a request does not fit the contract", e);
        }
    }

    // Not with the marshaller of fragments: without a document's start the validator would look at nothing.
    private static void require(Object part) throws JAXBException {
        Contract.problemIn(new JAXBSource(CONTEXT, part)).ifPresent(problem -> {
            throw new UnfitRequest(problem);
        });
    }

    /** The prefixes stand on the Envelope once, so that nothing below declares them again. */
    private static void start(XMLStreamWriter writer) throws XMLStreamException {
        writer.setPrefix("soap", Contract.SOAP);
        writer.setPrefix("base", Contract.BASE);
        writer.writeStartElement("soap", "Envelope", Contract.SOAP);
        writer.writeNamespace("soap", Contract.SOAP);
        writer.writeNamespace("base", Contract.BASE);
    }

    /** A text is too long or a value has the wrong form: the action is refused before it is sent. */
    public static class UnfitRequest extends IllegalArgumentException {
        UnfitRequest(String problem) {
            super(problem);
        }
    }
}
