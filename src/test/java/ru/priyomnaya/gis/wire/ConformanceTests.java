package ru.priyomnaya.gis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import ru.priyomnaya.gis.wire.ExportedAppeal.Mark;
import ru.priyomnaya.gis.wire.ImportAction.ChangeAnswer;
import ru.priyomnaya.gis.wire.ImportAction.Load;
import ru.priyomnaya.gis.wire.ImportAction.MarkExecuted;
import ru.priyomnaya.gis.wire.ImportAction.MarkNotRequired;
import ru.priyomnaya.gis.wire.ImportAction.ProlongUntil;
import ru.priyomnaya.gis.wire.ImportAction.RedirectTo;
import ru.priyomnaya.gis.wire.ImportAction.SetPerformer;
import ru.priyomnaya.gis.wire.ImportAction.SignedUpload;
import ru.priyomnaya.gis.wire.ImportAction.UploadedFile;
import ru.priyomnaya.gis.wire.Requests.Criterion;
import ru.priyomnaya.gis.wire.Requests.Sender;
import ru.priyomnaya.signing.KeySettings;
import ru.priyomnaya.signing.SignatureProfile;
import ru.priyomnaya.signing.Signer;
import ru.priyomnaya.signing.Signers;
import ru.priyomnaya.signing.ThrowAwayKey;

/**
 * What we send is valid by the official schemas, what they may answer can be read. The formats lie beside the project, never in
 * it; {@code -Dgis.formats} says where, and without them these tests are reported as skipped.
 */
class ConformanceTests {
    private static final Path FORMATS =
            Path.of(System.getProperty("gis.formats", "../shared/gis-zhkh/formats/16.3.0.0"));
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final OffsetDateTime DATE = NOW.atOffset(ZoneOffset.ofHours(3));
    private static final Sender SENDER = new Sender(new UUID(1, 1), true, "Приёмная", "ООО «Энергосбыт»");
    private static final UUID APPEAL = UUID.fromString("91500000-0000-4000-8000-000000000001");
    private static final UUID WHO = UUID.fromString("a0000000-0000-4000-8000-000000000001");

    private static Schema official;
    private static Signer signer;

    @BeforeAll
    static void load(@TempDir Path directory) throws SAXException, IOException {
        assumeTrue(Files.isDirectory(FORMATS), "the official formats are not here: " + FORMATS);
        official = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Stream.of(
                                "appeals/hcs-appeals-types.xsd",
                                "organizations-registry-common/hcs-organizations-registry-common-types.xsd",
                                "nsi-common/hcs-nsi-common-types.xsd")
                        .map(name -> (Source) new StreamSource(new File(FORMATS.toFile(), name)))
                        .toArray(Source[]::new));
        var key = directory.resolve("key.p12");
        ThrowAwayKey.write(
                key, "test", 256, "ООО «Энергосбыт»", NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(9)));
        signer = Signers.of(
                new KeySettings(key.toString(), null, null, null, "test", null, null),
                Clock.fixed(NOW, ZoneOffset.UTC),
                ZoneId.of("Europe/Moscow"));
    }

    static Stream<Arguments> requests() {
        var exports = Stream.of("12.2.0.11", "13.1.10.1", "13.2.1.0", "13.2.5.0", "13.3.2.0", "14.4.0.1", "14.8.0.1")
                .flatMap(version -> Stream.of(
                        Arguments.of(
                                "window " + version,
                                Requests.exportWindow(
                                        SENDER,
                                        UUID.randomUUID(),
                                        DATE,
                                        version,
                                        LocalDate.of(2026, 11, 1),
                                        LocalDate.of(2026, 11, 23),
                                        true),
                                version),
                        Arguments.of(
                                "by GUID " + version,
                                Requests.exportByGuid(SENDER, UUID.randomUUID(), DATE, version, List.of(APPEAL, WHO)),
                                version)));
        var imports = Stream.of("12.2.0.13", "13.2.1.0", "15.11.0.0")
                .map(version -> Arguments.of(
                        "import " + version,
                        Requests.importAnswer(SENDER, UUID.randomUUID(), DATE, version, actions()),
                        version));
        var others = Stream.of(
                Arguments.of(
                        "organisations",
                        Requests.exportOrganizations(
                                SENDER,
                                UUID.randomUUID(),
                                DATE,
                                List.of(
                                        new Criterion("1027600000017", "770701001", null, null, null),
                                        new Criterion(null, null, "304760000000039", null, null),
                                        new Criterion(null, null, null, WHO, null),
                                        new Criterion(null, null, null, null, WHO))),
                        "10.0.2.1"),
                Arguments.of("topics", Requests.exportTopics(SENDER, UUID.randomUUID(), DATE, 1), "10.0.1.2"));
        return Stream.of(exports, imports, others).flatMap(all -> all);
    }

    private static List<ImportAction> actions() {
        var file = new UploadedFile(UUID.randomUUID(), "Ответ № 1.pdf", "Ответ", "ab".repeat(32));
        var signature = new UploadedFile(UUID.randomUUID(), "Ответ № 1.pdf.sig", "Подпись", "cd".repeat(32));
        var load = new Load(
                "Уважаемая Анна! Ток <5 А\r\nи \u0001 управляющий знак, 😀",
                List.of(file),
                List.of(new SignedUpload(file, List.of(signature))));
        return List.of(
                new ChangeAnswer(guid(), guid(), guid(), null, WHO, load, true, false),
                new ChangeAnswer(guid(), guid(), guid(), guid(), WHO, load, false, false),
                new ChangeAnswer(guid(), guid(), guid(), guid(), WHO, null, true, false),
                new ChangeAnswer(guid(), guid(), guid(), guid(), WHO, null, false, true),
                new SetPerformer(guid(), guid(), WHO, LocalDate.of(2026, 12, 1)),
                new SetPerformer(guid(), guid(), WHO, null),
                new MarkExecuted(guid(), guid(), WHO),
                new RedirectTo(
                        guid(), guid(), WHO, guid(), "Вопрос относится к ведению сетевой организации. ".repeat(3)),
                new ProlongUntil(guid(), guid(), WHO, LocalDate.of(2026, 12, 20), "Нужна проверка прибора учёта"),
                new MarkNotRequired(guid(), guid(), WHO, "Ответ по существу дан ранее"));
    }

    private static UUID guid() {
        return UUID.randomUUID();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void everyMessageIsValidByTheOfficialSchemaBeforeAndAfterSigning(String what, byte[] envelope, String version)
            throws Exception {
        var signed = signer.signEnvelope(envelope, SignatureProfile.P1);

        for (var bytes : List.of(envelope, signed)) {
            for (var part : parts(bytes)) {
                official.newValidator().validate(new DOMSource(part));
            }
        }

        var body = parts(signed).get(1);
        assertThat(body.getAttributeNS(Contract.BASE, "version")).isEqualTo(version);
        assertThat(body.getFirstChild().getLocalName()).isEqualTo("Signature");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void getStateIsValidAndNeverSigned(boolean system) throws Exception {
        var envelope = Requests.getState(SENDER, UUID.randomUUID(), DATE, UUID.randomUUID(), system);

        for (var part : parts(envelope)) {
            official.newValidator().validate(new DOMSource(part));
        }

        assertThat(new String(envelope, StandardCharsets.UTF_8)).doesNotContain("ds:Signature", " Id=");
        assertThat(parts(envelope).get(0).getLocalName()).isEqualTo(system ? "ISRequestHeader" : "RequestHeader");
    }

    @Test
    void limitsFollowTheVersion() {
        assertThat(TextLimits.of("12.2.0.13").redirectLeast()).isZero();
        assertThat(TextLimits.of("13.2.1.0").notRequiredLeast()).isEqualTo(1);
        assertThat(TextLimits.of("15.11.0.0")).isEqualTo(new TextLimits(100, 20, 20, 1_000, 10_000));
        assertThatThrownBy(() -> Requests.importAnswer(
                        SENDER,
                        UUID.randomUUID(),
                        DATE,
                        "15.11.0.0",
                        List.of(new ChangeAnswer(
                                guid(),
                                guid(),
                                guid(),
                                null,
                                WHO,
                                new Load("я".repeat(10_001), List.of(), List.of()),
                                true,
                                false))))
                .isInstanceOf(Requests.UnfitRequest.class);
    }

    /** Names come from the official schema itself: an element that it gains and we do not read fails here. */
    @Test
    void everyElementOfTheOfficialExportIsKnown() throws Exception {
        var names = new TreeSet<String>();
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var schema = factory.newDocumentBuilder()
                .parse(FORMATS.resolve("appeals/hcs-appeals-types.xsd").toFile());
        for (var type : List.of(
                "exportAppealResultType", "ApplicantType", "AnswerInfoType", "PersonType", "RollOverAppealType")) {
            var types = schema.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "complexType");
            for (int i = 0; i < types.getLength(); i++) {
                var one = (Element) types.item(i);
                if (type.equals(one.getAttribute("name"))) {
                    var elements = one.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "element");
                    for (int n = 0; n < elements.getLength(); n++) {
                        names.add(((Element) elements.item(n)).getAttribute("name"));
                    }
                }
            }
        }
        names.remove("");

        var all = new StringBuilder("<a:ExportAppealResult xmlns:a='" + Contract.APPEALS + "'>");
        names.forEach(name -> all.append("<a:").append(name).append("/>"));
        all.append("</a:ExportAppealResult>");

        assertThat(names).hasSizeGreaterThan(40);
        assertThat(AppealReader.unknownIn(all.toString().getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    /** An appeal with every element of the schema, valid by it, comes out with every value. */
    @Test
    void everyElementOfTheOfficialExportIsRead() throws Exception {
        var bytes = Objects.requireNonNull(getClass().getResourceAsStream("/gis/every-element.xml"))
                .readAllBytes();
        var document = document(bytes);
        official.newValidator().validate(new DOMSource(document.getDocumentElement()));
        var appeals = new ArrayList<ExportedAppeal>();
        var envelope = "<soap:Envelope xmlns:soap='" + Contract.SOAP + "'><soap:Body>"
                + new String(bytes, StandardCharsets.UTF_8) + "</soap:Body></soap:Envelope>";

        ReplyReader.appeals(new ByteArrayInputStream(envelope.getBytes(StandardCharsets.UTF_8)), one -> {
            try {
                appeals.add(AppealReader.read(one));
            } catch (UnreadableResult e) {
                throw new IOException(e);
            }
        });

        var person = appeals.get(0);
        assertThat(person).hasNoNullFieldsOrPropertiesExcept("anotherTopic");
        assertThat(person.applicant()).hasNoNullFieldsOrPropertiesExcept("organization");
        assertThat(person.text()).isEqualTo("ток <5 А, напряжение >250 В");
        assertThat(person.withdrawn()).isEqualTo("Вопрос решён");
        assertThat(person.collective()
                        && person.fromMobile()
                        && person.redirected()
                        && person.rolledOver()
                        && person.answerIsNotRequired())
                .isTrue();
        assertThat(person.neighbours())
                .singleElement()
                .satisfies(one -> assertThat(one.surname()).isEqualTo("Зимин"));
        assertThat(person.files())
                .singleElement()
                .satisfies(file -> assertThat(file).hasNoNullFieldsOrProperties());
        var history = person.history();
        assertThat(history).hasSize(7);
        assertThat(history.get(0).answer()).hasNoNullFieldsOrProperties();
        assertThat(Objects.requireNonNull(history.get(0).answer())
                        .signedFiles()
                        .get(0)
                        .signatures())
                .hasSize(1);
        assertThat(history.get(1).redirect()).hasNoNullFieldsOrProperties();
        assertThat(history.get(2).rollOver()).hasNoNullFieldsOrProperties();
        assertThat(history.get(3).notRequired()).isEqualTo("Не требуется");
        assertThat(history.subList(4, 7))
                .extracting(line -> Objects.requireNonNull(line.rating()).mark())
                .containsExactly(Mark.RECEIVED, Mark.PARTLY, Mark.NOT_SATISFIED);
        var organization = appeals.get(1);
        assertThat(organization.applicant().organization()).isNotNull();
        assertThat(organization.anotherTopic()).isEqualTo("Другое");
        assertThat(organization.redirectedOutside()).isTrue();
        assertThat(appeals.get(2).applicant().ofSystem()).isTrue();
    }

    private static Document document(byte[] xml) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    /** The header and the body element. */
    private static List<Element> parts(byte[] envelope) throws Exception {
        var document = document(envelope);
        var header = (Element)
                document.getElementsByTagNameNS(Contract.SOAP, "Header").item(0).getFirstChild();
        var body = (Element)
                document.getElementsByTagNameNS(Contract.SOAP, "Body").item(0).getFirstChild();
        return List.of(header, body);
    }
}
