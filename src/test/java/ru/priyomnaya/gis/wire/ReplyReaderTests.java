package ru.priyomnaya.gis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.priyomnaya.gis.wire.WireReply.Ack;
import ru.priyomnaya.gis.wire.WireReply.Fault;
import ru.priyomnaya.gis.wire.WireReply.Noise;
import ru.priyomnaya.gis.wire.WireReply.Problem;
import ru.priyomnaya.gis.wire.WireReply.State;

class ReplyReaderTests {
    private static final String BASE = "http://dom.gosuslugi.ru/schema/integration/base/";
    private static final String APPEALS = "http://dom.gosuslugi.ru/schema/integration/appeals/";

    @Test
    void anAckNamesTheMessage() throws IOException {
        var reply =
                read("<b:AckRequest xmlns:b='" + BASE + "'><b:Ack><b:MessageGUID>11111111-1111-4111-8111-111111111111"
                        + "</b:MessageGUID><b:RequesterMessageGUID>22222222-2222-4222-8222-222222222222</b:RequesterMessageGUID>"
                        + "</b:Ack></b:AckRequest>");

        assertThat(reply)
                .isEqualTo(new Ack(
                        UUID.fromString("11111111-1111-4111-8111-111111111111"),
                        UUID.fromString("22222222-2222-4222-8222-222222222222")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "code in the detail | <faultstring>FMT001300: Line: 1.</faultstring><detail><b:Fault><b:ErrorCode>FMT001300</b:ErrorCode><b:ErrorMessage>Некорректный XML</b:ErrorMessage></b:Fault></detail> | FMT001300 | Некорректный XML",
                "code in the fault string | <faultstring>EXP001000: Произошла ошибка</faultstring> | EXP001000 | Произошла ошибка",
                "no code at all | <faultstring>Unknown fault occured</faultstring> | | Unknown fault occured",
                "detail of another shape | <faultstring>AUT011003: Доступ запрещен</faultstring><detail><b:ErrorMessage><b:ErrorCode>AUT011003</b:ErrorCode><b:Description>Доступ</b:Description></b:ErrorMessage></detail> | AUT011003 | Доступ",
                "a page in the detail | <faultstring>Bad Gateway</faultstring><detail><html><head><title>502</title></head></html></detail> | | Bad Gateway",
            })
    void aFaultIsReadInAllItsForms(String form, String inner, String code, String description) throws IOException {
        var reply =
                read("<soap:Fault xmlns:b='" + BASE + "'><faultcode>soap:Server</faultcode>" + inner + "</soap:Fault>");

        assertThat(reply).isEqualTo(new Fault(new Problem(code == null ? "" : code, description)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a page | <html><head><title>Технические работы</title></head></html> | HTTP 502, не SOAP: Технические работы",
                "nothing | ' ' | HTTP 502, пустой ответ",
                "half an envelope | <soap:Envelope xmlns:soap='http://schemas.xmlsoap.org/soap/envelope/'><soap:Bo | HTTP 502, не SOAP",
                "a document type | '<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>' | HTTP 502, не SOAP",
            })
    void whatIsNoSoapIsNoiseAndNeverAnException(String form, String body, String sentence) throws IOException {
        assertThat(ReplyReader.read(stream(body == null ? "" : body), 502)).isEqualTo(new Noise(sentence));
    }

    @Test
    void stateThreeWithAnErrorNothingOrContent() throws IOException {
        assertThat(
                        read(
                                state(
                                        "3",
                                        "<b:ErrorMessage><b:ErrorCode>INT002012</b:ErrorCode><b:Description>Нет объектов для экспорта</b:Description></b:ErrorMessage>")))
                .isEqualTo(new State(3, new Problem("INT002012", "Нет объектов для экспорта"), false));
        assertThat(read(state("3", ""))).isEqualTo(new State(3, null, false));
        assertThat(read(state("2", ""))).isEqualTo(new State(2, null, false));
        assertThat(read(state("3", appeal(1)))).isEqualTo(new State(3, null, true));
    }

    @Test
    void everyAppealOfAResultIsHandedOver() throws IOException, UnreadableResult {
        var numbers = new ArrayList<String>();

        ReplyReader.appeals(stream(envelope(state("3", appeal(1) + "\n" + appeal(2) + appeal(3)))), bytes -> {
            try {
                numbers.add(AppealReader.read(bytes).number());
            } catch (UnreadableResult e) {
                throw new IOException(e);
            }
        });

        assertThat(numbers).containsExactly("76-1", "76-2", "76-3");
    }

    @Test
    void unknownElementsAreNamedAndTheRestIsRead() throws UnreadableResult {
        var bytes = appeal(7)
                .replace("<a:AppealStatus>", "<a:AppealMood>грусть</a:AppealMood><a:AppealStatus>")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(AppealReader.unknownIn(bytes)).containsExactly("AppealMood");
        assertThat(AppealReader.read(bytes).status()).isEqualTo("InWork");
    }

    @Test
    void anElementWithASimilarNameIsNotTaken() throws UnreadableResult {
        var bytes = appeal(8)
                .replace("<a:AppealStatus>", "<a:AppealStatusOld>Executed</a:AppealStatusOld><a:AppealStatus>")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(AppealReader.read(bytes).status()).isEqualTo("InWork");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23, 2026-11-23",
        "2026-11-23+03:00, 2026-11-23",
        "2026-11-23T00:00:00, 2026-11-23",
        "1900-01-01, ",
        "5000-01-01, ",
        "вчера, ",
        "2026-13-45, ",
    })
    void datesAreReadWithTolerance(String written, String read) throws UnreadableResult {
        var bytes = appeal(9).replace("2026-11-01", written).getBytes(StandardCharsets.UTF_8);

        assertThat(AppealReader.read(bytes).created()).isEqualTo(read == null ? null : LocalDate.parse(read));
    }

    @Test
    void topicsHaveGroupsAndNames() throws IOException, UnreadableResult {
        var ns = "http://dom.gosuslugi.ru/schema/integration/nsi-base/";
        var page = ReplyReader.topics(
                stream(
                        envelope(
                                "<n:getStateResult xmlns:n='http://dom.gosuslugi.ru/schema/integration/nsi-common/' xmlns:b='"
                                        + BASE
                                        + "'><b:RequestState>3</b:RequestState><b:MessageGUID>x</b:MessageGUID><n:NsiPagingItem>"
                                        + "<i:NsiItemRegistryNumber xmlns:i='" + ns + "'>220</i:NsiItemRegistryNumber>"
                                        + topic(ns, "2.1") + topic(ns, "2.2")
                                        + "<n:TotalItemsCount>2</n:TotalItemsCount><n:TotalPages>3</n:TotalPages></n:NsiPagingItem></n:getStateResult>")));

        assertThat(page.pages()).isEqualTo(3);
        assertThat(page.topics())
                .extracting("code", "group", "name")
                .containsExactly(
                        tuple("2.1", "Качество услуг", "Тема 2.1"), tuple("2.2", "Качество услуг", "Тема 2.2"));
    }

    private static String topic(String ns, String code) {
        return "<NsiElement xmlns='" + ns + "'><Code>" + code
                + "</Code><GUID>11111111-1111-4111-8111-111111111111</GUID>"
                + "<Modified>2026-01-01T00:00:00</Modified><IsActual>true</IsActual>"
                + field(ns, "Наименование группы тем", "Качество услуг")
                + field(ns, "Наименование темы", "Тема " + code)
                + "<NsiElementField xmlns:q='" + ns
                + "' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='q:NsiElementBooleanFieldType'><Name>Признак</Name><Value>true</Value></NsiElementField>"
                + "</NsiElement>";
    }

    private static String field(String ns, String name, String value) {
        return "<NsiElementField xmlns:q='" + ns
                + "' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='q:NsiElementStringFieldType'><Name>"
                + name + "</Name><Value>" + value + "</Value></NsiElementField>";
    }

    private static String state(String state, String rest) {
        return "<a:getStateResult xmlns:a='" + APPEALS + "' xmlns:b='" + BASE
                + "' b:version='12.2.0.5'><b:RequestState>"
                + state + "</b:RequestState><b:MessageGUID>33333333-3333-4333-8333-333333333333</b:MessageGUID>" + rest
                + "</a:getStateResult>";
    }

    private static String appeal(int number) {
        return "<a:ExportAppealResult xmlns:a='" + APPEALS + "'><a:AppealGUID>00000000-0000-4000-8000-00000000000"
                + number
                + "</a:AppealGUID><a:ApplicantInfo><a:HCS>true</a:HCS></a:ApplicantInfo><a:AppealNumber>76-" + number
                + "</a:AppealNumber><a:AppealCreateDate>2026-11-01</a:AppealCreateDate><a:AnotherTopic>Иное</a:AnotherTopic>"
                + "<a:AppealText>Текст</a:AppealText><a:AppealStatus>InWork</a:AppealStatus></a:ExportAppealResult>";
    }

    private static String envelope(String body) {
        return "<soap:Envelope xmlns:soap='http://schemas.xmlsoap.org/soap/envelope/'><soap:Header/><soap:Body>" + body
                + "</soap:Body></soap:Envelope>";
    }

    private static WireReply read(String body) throws IOException {
        return ReplyReader.read(stream(envelope(body)), 200);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
