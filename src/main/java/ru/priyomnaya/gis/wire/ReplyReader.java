package ru.priyomnaya.gis.wire;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import ru.gosuslugi.dom.nsi.NsiElementStringFieldType;
import ru.gosuslugi.dom.nsi.NsiElementType;
import ru.gosuslugi.dom.organization.common.ExportOrgRegistryResultType;
import ru.priyomnaya.gis.wire.WireReply.Ack;
import ru.priyomnaya.gis.wire.WireReply.Fault;
import ru.priyomnaya.gis.wire.WireReply.Noise;
import ru.priyomnaya.gis.wire.WireReply.Problem;
import ru.priyomnaya.gis.wire.WireReply.State;

/** Reads answers as a stream: a result of ten thousand appeals costs the memory of one. */
public final class ReplyReader {
    private static final Pattern CODE = Pattern.compile("([A-Z]{3}\\d{6})\\s*:?\\s*(.*)", Pattern.DOTALL);
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>\\s*([^<]{1,200})");
    private static final int PEEK = 4096;
    private static final JAXBContext CONTEXT = context();

    private ReplyReader() {}

    private static JAXBContext context() {
        try {
            return JAXBContext.newInstance(
                    ExportOrgRegistryResultType.class, NsiElementType.class, NsiElementStringFieldType.class);
        } catch (JAXBException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Never fails for what the other side wrote: what is no SOAP is {@link Noise}. */
    public static WireReply read(InputStream body, int status) throws IOException {
        var buffered = new BufferedInputStream(body, PEEK);
        buffered.mark(PEEK);
        var beginning = new String(buffered.readNBytes(PEEK - 1), StandardCharsets.UTF_8);
        buffered.reset();
        if (beginning.isBlank()) {
            return new Noise("HTTP %d, пустой ответ".formatted(status));
        }
        try {
            var reader = Stax.reader(buffered);
            if (!toBody(reader) || !Stax.nextChild(reader)) {
                return noise(beginning, status);
            }
            return switch (reader.getLocalName()) {
                case "AckRequest" -> ack(reader, status);
                case "getStateResult" -> state(reader);
                case "Fault" -> new Fault(fault(reader));
                default -> noise(beginning, status);
            };
        } catch (XMLStreamException e) {
            return noise(beginning, status);
        }
    }

    private static Noise noise(String beginning, int status) {
        var title = TITLE.matcher(beginning);
        return new Noise("HTTP %d, не SOAP%s"
                .formatted(status, title.find() ? ": " + title.group(1).strip() : ""));
    }

    private static boolean toBody(XMLStreamReader reader) throws XMLStreamException {
        if (!Stax.nextChild(reader) || !"Envelope".equals(reader.getLocalName())) {
            return false;
        }
        while (Stax.nextChild(reader)) {
            if ("Body".equals(reader.getLocalName())) {
                return true;
            }
            Stax.skip(reader);
        }
        return false;
    }

    private static WireReply ack(XMLStreamReader reader, int status) throws XMLStreamException {
        @Nullable UUID message = null;
        @Nullable UUID requester = null;
        if (Stax.nextChild(reader)) {
            while (Stax.nextChild(reader)) {
                switch (reader.getLocalName()) {
                    case "MessageGUID" -> message = AppealReader.uuid(Stax.text(reader));
                    case "RequesterMessageGUID" -> requester = AppealReader.uuid(Stax.text(reader));
                    default -> Stax.skip(reader);
                }
            }
        }
        return message == null
                ? new Noise("HTTP %d, подтверждение без MessageGUID".formatted(status))
                : new Ack(message, requester);
    }

    private static State state(XMLStreamReader reader) throws XMLStreamException {
        var state = 0;
        while (Stax.nextChild(reader)) {
            switch (reader.getLocalName()) {
                case "RequestState" -> state = number(Stax.text(reader));
                case "MessageGUID", "Signature" -> Stax.skip(reader);
                case "ErrorMessage" -> {
                    return new State(state, problem(reader), false);
                }
                default -> {
                    return new State(state, null, true);
                }
            }
        }
        return new State(state, null, false);
    }

    private static int number(String text) {
        return text.strip().matches("\\d{1,2}") ? Integer.parseInt(text.strip()) : 0;
    }

    /** ErrorMessageType or base:Fault: the same children under two names. */
    private static Problem problem(XMLStreamReader reader) throws XMLStreamException {
        var code = "";
        var description = "";
        while (Stax.nextChild(reader)) {
            switch (reader.getLocalName()) {
                case "ErrorCode" -> code = Stax.text(reader).strip();
                case "Description", "ErrorMessage" ->
                    description = Stax.text(reader).strip();
                default -> Stax.skip(reader); // a stack trace is for the other side
            }
        }
        return new Problem(code, description);
    }

    /** The code from the detail, else from the beginning of the fault string, else none. */
    private static Problem fault(XMLStreamReader reader) throws XMLStreamException {
        var sentence = "";
        var detail = new Problem("", "");
        while (Stax.nextChild(reader)) {
            switch (reader.getLocalName()) {
                case "faultstring" -> sentence = Stax.text(reader).strip();
                case "detail" -> {
                    if (Stax.nextChild(reader)) {
                        detail = problem(reader);
                        while (Stax.nextChild(reader)) {
                            Stax.skip(reader);
                        }
                    }
                }
                default -> Stax.skip(reader);
            }
        }
        var named = CODE.matcher(sentence);
        if (!detail.code().isEmpty()) {
            return detail.description().isEmpty() ? new Problem(detail.code(), sentence) : detail;
        }
        return named.matches() ? new Problem(named.group(1), named.group(2)) : new Problem("", sentence);
    }

    /** Takes one exported appeal. */
    public interface AppealConsumer {
        /** @param bytes the ExportAppealResult element with its namespaces */
        void accept(byte[] bytes) throws IOException;
    }

    /** Hands over each exported appeal of a stored result. */
    public static void appeals(InputStream result, AppealConsumer consumer) throws IOException, UnreadableResult {
        each(result, "ExportAppealResult", reader -> consumer.accept(Stax.copy(reader)));
    }

    /**
     * What became of one action.
     *
     * @param guid of the object in ГИС ЖКХ
     * @param errors empty when it was carried out
     */
    public record ImportRow(
            @Nullable UUID transport, @Nullable UUID guid, List<Problem> errors) {}

    public static List<ImportRow> imported(InputStream result) throws IOException, UnreadableResult {
        var rows = new ArrayList<ImportRow>();
        each(result, "ImportResult", reader -> {
            @Nullable UUID transport = null;
            @Nullable UUID guid = null;
            var errors = new ArrayList<Problem>();
            while (Stax.nextChild(reader)) {
                switch (reader.getLocalName()) {
                    case "TransportGUID" -> transport = AppealReader.uuid(Stax.text(reader));
                    case "GUID" -> guid = AppealReader.uuid(Stax.text(reader));
                    case "Error" -> errors.add(problem(reader));
                    default -> Stax.skip(reader);
                }
            }
            rows.add(new ImportRow(transport, guid, errors));
        });
        return rows;
    }

    /**
     * @param ppa the cabinet, where the organisation has one
     * @param ogrn 13 digits, or 15 of an entrepreneur
     */
    public record RegistryOrganization(
            UUID root,
            @Nullable UUID ppa,
            String name,
            @Nullable String ogrn,
            @Nullable String inn,
            @Nullable String kpp,
            boolean subsidiary,
            boolean registered) {}

    public static List<RegistryOrganization> organizations(InputStream result) throws IOException, UnreadableResult {
        var found = new ArrayList<RegistryOrganization>();
        each(result, "exportOrgRegistryResult", reader -> {
            var one = unmarshal(reader, ExportOrgRegistryResultType.class);
            var root = AppealReader.uuid(one.getOrgRootEntityGUID());
            if (root != null && one.getOrgVersion() != null) {
                found.add(organization(root, one));
            }
        });
        return found;
    }

    private static RegistryOrganization organization(UUID root, ExportOrgRegistryResultType from) {
        var version = from.getOrgVersion();
        var ppa = AppealReader.uuid(from.getOrgPPAGUID());
        var registered = Boolean.TRUE.equals(from.isIsRegistered());
        if (version.getEntrp() != null) {
            var one = version.getEntrp();
            var name = String.join(
                    " ",
                    Stream.of("ИП", one.getSurname(), one.getFirstName(), one.getPatronymic())
                            .filter(Objects::nonNull)
                            .toList());
            return new RegistryOrganization(root, ppa, name, one.getOGRNIP(), one.getINN(), null, false, registered);
        }
        if (version.getLegal() != null) {
            var one = version.getLegal();
            var name = Objects.requireNonNullElse(one.getShortName(), String.valueOf(one.getFullName()));
            return new RegistryOrganization(
                    root, ppa, name, one.getOGRN(), one.getINN(), one.getKPP(), false, registered);
        }
        if (version.getSubsidiary() != null) {
            var one = version.getSubsidiary();
            var name = Objects.requireNonNullElse(one.getShortName(), String.valueOf(one.getFullName()));
            return new RegistryOrganization(
                    root, ppa, name, one.getOGRN(), one.getINN(), one.getKPP(), true, registered);
        }
        var one = version.getForeignBranch();
        return one == null
                ? new RegistryOrganization(root, ppa, "Организация " + root, null, null, null, false, registered)
                : new RegistryOrganization(
                        root,
                        ppa,
                        String.valueOf(one.getFullName()),
                        null,
                        one.getINN(),
                        one.getKPP(),
                        true,
                        registered);
    }

    /** @param group «Наименование группы тем» */
    public record DictionaryTopic(
            String code, @Nullable String guid, @Nullable String group, String name, boolean actual) {}

    /** @param pages how many pages there are */
    public record TopicPage(List<DictionaryTopic> topics, int pages) {}

    /** Dictionary 220. */
    public static TopicPage topics(InputStream result) throws IOException, UnreadableResult {
        var topics = new ArrayList<DictionaryTopic>();
        var pages = new int[] {1};
        each(result, "NsiPagingItem", reader -> {
            while (Stax.nextChild(reader)) {
                switch (reader.getLocalName()) {
                    case "NsiElement" -> add(unmarshal(reader, NsiElementType.class), null, topics);
                    case "TotalPages" -> pages[0] = Math.max(1, number(Stax.text(reader)));
                    default -> Stax.skip(reader);
                }
            }
        });
        return new TopicPage(topics, pages[0]);
    }

    private static void add(NsiElementType element, @Nullable String parent, List<DictionaryTopic> topics) {
        @Nullable String group = parent;
        @Nullable String name = null;
        for (var field : element.getNsiElementField()) {
            if (field instanceof NsiElementStringFieldType text && text.getName() != null) {
                if (text.getName().toLowerCase(Locale.ROOT).contains("групп")) {
                    group = AppealReader.blankToNull(text.getValue());
                } else if (name == null) {
                    name = AppealReader.blankToNull(text.getValue());
                }
            }
        }
        if (element.getCode() != null) {
            topics.add(new DictionaryTopic(
                    element.getCode().strip(),
                    element.getGUID(),
                    group,
                    name == null ? element.getCode() : name,
                    element.isIsActual()));
        }
        for (var child : element.getChildElement()) {
            add(child, name == null ? group : name, topics);
        }
    }

    /** Leaves the reader at the element's end. */
    private static <T> T unmarshal(XMLStreamReader reader, Class<T> type) throws IOException, XMLStreamException {
        var bytes = Stax.copy(reader);
        try {
            var unmarshaller = CONTEXT.createUnmarshaller();
            unmarshaller.setEventHandler(event -> true);
            JAXBElement<T> element = unmarshaller.unmarshal(Stax.reader(new ByteArrayInputStream(bytes)), type);
            return element.getValue();
        } catch (JAXBException e) {
            throw new IOException(e);
        }
    }

    private interface ElementReader {
        void read(XMLStreamReader reader) throws IOException, XMLStreamException;
    }

    private static void each(InputStream result, String name, ElementReader work) throws IOException, UnreadableResult {
        try {
            var reader = Stax.reader(result);
            if (!toBody(reader) || !Stax.nextChild(reader)) {
                throw new UnreadableResult("Сохранённый результат ГИС ЖКХ — не SOAP", null);
            }
            while (Stax.nextChild(reader)) {
                if (name.equals(reader.getLocalName())) {
                    work.read(reader);
                } else {
                    Stax.skip(reader);
                }
            }
        } catch (XMLStreamException e) {
            throw new UnreadableResult("Результат ГИС ЖКХ не разбирается как XML", e);
        }
    }
}
