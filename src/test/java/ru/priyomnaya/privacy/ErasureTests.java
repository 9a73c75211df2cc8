package ru.priyomnaya.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.apache.camel.CamelContext;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.priyomnaya.Api;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;
import ru.priyomnaya.Paperwork;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.gis.Stand;
import ru.priyomnaya.journal.VerifyJournalCommand;
import tools.jackson.databind.JsonNode;

/** One person writes by every channel, is answered, and is forgotten everywhere; numbers and figures stay. */
class ErasureTests extends GatewayTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String NAME = "Зюзюкина";
    private static final String EMAIL = "zyuzyukina.q7@primer.example";
    private static final String PHONE = "+7 913 777-04-19";
    private static final String STREET = "Криволапьева";
    private static final String ACCOUNT = "7781904421";
    private static final String WORD = "бурдымага";
    private static final String FILE = "фырчунова-квитанция.txt";
    private static final String CONTENT = "шмурдякова";
    private static final List<String> ROOTS = List.of(
            "зюзюкин",
            "zyuzyukin",
            "913 777",
            "9137770419",
            "7770419",
            "криволапьев",
            "7781904421",
            "бурдымаг",
            "фырчунов",
            "шмурдяк");

    @Value("${priyomnaya.home}")
    private Path home;

    @Autowired
    private DocumentStore store;

    @Autowired
    private CamelContext camel;

    @Autowired
    private JdbcTemplate template;

    private final Traces traces = new Traces(ROOTS);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void listen() {
        log.start();
        ((Logger) LoggerFactory.getLogger("ROOT")).addAppender(log);
    }

    @AfterEach
    void stopListening() {
        ((Logger) LoggerFactory.getLogger("ROOT")).detachAppender(log);
    }

    private static Map<String, Object> fields(String... more) {
        var fields = new HashMap<String, Object>(Map.of(
                "lastName",
                NAME,
                "firstName",
                "Фёкла",
                "email",
                EMAIL,
                "phone",
                PHONE,
                "postalAddress",
                "г. Приозёрск, ул. " + STREET + ", 7",
                "account",
                ACCOUNT,
                "text",
                "Когда уберут " + WORD + "?",
                "consent",
                "true"));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return fields;
    }

    private String appealBy(String channel) {
        return await().atMost(LIMIT)
                .until(
                        () -> jdbc.sql(
                                        "select id::text from appeal where channel = :channel and last_name like '%' || :name and erased_at is null")
                                .param("channel", channel)
                                .param("name", NAME)
                                .query(String.class)
                                .list(),
                        found -> !found.isEmpty())
                .get(0);
    }

    private JsonNode card(String id) {
        return api().get("director", "/api/v1/appeals/" + id).is(200).json();
    }

    private static String letter(String subject, String more, String body) {
        return """
                From: =?UTF-8?B?%s?= <%s>
                To: reception@demo.local
                Subject: %s
                Message-ID: <%s.zyuzyukina@primer.example>
                %sMIME-Version: 1.0
                %s""".formatted(base64("Фёкла " + NAME), EMAIL, subject, UUID.randomUUID(), more, body);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void byMail() throws Exception {
        mail().send(letter("=?UTF-8?B?" + base64("Про " + WORD) + "?=", "", """
                Content-Type: multipart/mixed; boundary=zzz

                --zzz
                Content-Type: text/plain; charset=utf-8

                Я %s, телефон %s, счёт %s. Уберите %s на ул. %s.
                --zzz
                Content-Type: text/plain; charset=utf-8; name="=?UTF-8?B?%s?="
                Content-Disposition: attachment; filename="=?UTF-8?B?%s?="
                Content-Transfer-Encoding: base64

                %s
                --zzz--
                """.formatted(
                        NAME, PHONE, ACCOUNT, WORD, STREET, base64(FILE), base64(FILE), base64("Внутри " + CONTENT))));
        var id = appealBy("EMAIL");
        ids.add(id);
        var receipt = await().atMost(LIMIT)
                .until(() -> mail().inbox(EMAIL), letters -> !letters.isEmpty())
                .get(0)
                .getMessageID();
        mail().send(letter(
                "Re",
                "In-Reply-To: " + receipt + "\n",
                "Content-Type: text/plain; charset=utf-8\n\nЕщё про " + WORD + " и " + CONTENT));
        await().atMost(LIMIT).until(() -> card(id).path("notes").size() == 1);
        mail().send(letter(
                "Auto", "Auto-Submitted: auto-replied\n", "Content-Type: text/plain; charset=utf-8\n\nЯ в отпуске"));
    }

    private void byWebsiteAccountAndHand() {
        var uploaded = fields("desiredAnswer", "EMAIL");
        var texts = new HashMap<String, String>();
        uploaded.forEach((key, value) -> texts.put(key, String.valueOf(value)));
        ids.add(api().upload(
                        "",
                        "POST",
                        "/api/v1/website/appeals",
                        texts,
                        new Api.File("files", FILE, ("Внутри " + CONTENT).getBytes(StandardCharsets.UTF_8)))
                .is(201)
                .json()
                .path("id")
                .asString());
        ids.add(api().bearer(
                        ACCOUNT_TOKEN,
                        "POST",
                        "/api/v1/account/appeals",
                        fields(),
                        "Idempotency-Key",
                        EMAIL + UUID.randomUUID())
                .is(201)
                .json()
                .path("id")
                .asString());
        ids.add(api().post("registrar", "/api/v1/appeals", fields("channel", "POST"))
                .is(201)
                .json()
                .path("id")
                .asString());
    }

    private String byGis() {
        var stand = new Stand(port);
        var file = stand.file("f.txt", ("Внутри " + CONTENT).getBytes(StandardCharsets.UTF_8));
        var guid = stand.appeal(
                "ApplicantInfo",
                Map.of("Person", Map.of("Surname", NAME, "FirstName", "Фёкла")),
                "AppealText",
                "Когда уберут " + WORD + " на улице " + STREET + "?",
                "Attachment",
                Map.of(
                        "Name",
                        FILE,
                        "Description",
                        "Файл",
                        "Attachment",
                        Map.of("AttachmentGUID", file.path("guid").asString()),
                        "AttachmentHASH",
                        file.path("hash").asString()));
        var id = appealBy("GIS");
        ids.add(id);
        await().atMost(LIMIT).until(() -> card(id).path("attachments").size() == 1);
        return guid;
    }

    /** One is answered, with an approval that was returned; the others end on a ground; everywhere staff write her name. */
    private void work() throws IOException {
        for (var id : ids) {
            api().post(
                            "registrar",
                            "/api/v1/appeals/" + id + "/assign",
                            Map.of("executor", "executor", "comment", "Позвоните " + NAME))
                    .is(200);
            api().post(
                            "registrar",
                            "/api/v1/appeals/" + id + "/questions",
                            Map.of("text", "Что за " + WORD, "executor", "executor"))
                    .is(201);
        }
        var office = new Office(api());
        var answered =
                new Office.Case(ids.get(0), card(ids.get(0)).path("number").asString(), EMAIL);
        var answer = office.draft(answered, "Уважаемая " + NAME + "! Это не " + WORD + ", ул. " + STREET + ".");
        api().upload("executor", "POST", answer + "/files", Map.of(), new Api.File("file", FILE, enclosure()));
        api().post("executor", answer + "/submit", Map.of()).is(200);
        api().post("signer", answer + "/return", Map.of("comment", "Не пишите про " + CONTENT))
                .is(200);
        api().post("executor", answer + "/submit", Map.of()).is(200);
        api().post("signer", answer + "/approve", Map.of()).is(200);
        api().upload(
                        "executor",
                        "PUT",
                        answer + "/scan",
                        Map.of(),
                        new Api.File("file", "s.pdf", Paperwork.signed(office.letter(answer))))
                .is(200);
        api().post("executor", answer + "/send", Map.of()).is(200);
        office.awaitStatus(answered, "SENT");
        for (var id : ids.subList(1, ids.size())) {
            var gis = card(id).path("channel").asString().equals("GIS");
            api().post(
                            "director",
                            "/api/v1/appeals/" + id + "/decline",
                            Map.of(
                                    "ground",
                                    gis ? "NOT_REQUIRED" : "ANONYMOUS",
                                    "comment",
                                    NAME + " звонила: отвечать больше не нужно"))
                    .is(200);
        }
        for (var id : ids) {
            await().atMost(LIMIT)
                    .until(() -> List.of("SENT", "DECLINED")
                            .contains(card(id).path("status").asString()));
        }
        jdbc.sql("""
                        insert into saved_view (id, person_id, name, query, created_at)
                        select gen_random_uuid(), id, 'Зюзюкина', 'q=%D0%97%D1%8E%D0%B7%D1%8E%D0%BA%D0%B8%D0%BD%D0%B0', now() from person where username = 'director'
                        """).update();
        Office.awaitNothingToSend(jdbc, ids);
        await().atMost(LIMIT)
                .until(() -> jdbc.sql("select count(*) from search_waiting")
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    private static byte[] enclosure() {
        return ("Внутри " + CONTENT).getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode figures() {
        return api().get("director", "/api/v1/dashboard").is(200).json();
    }

    private List<Map<String, Object>> register() {
        return jdbc.sql("""
                        select number, registered_at, received_at, channel, kind, topic, status, deadline, department_id, executor_id, ground
                        from appeal where id = any(cast(:ids as uuid[])) order by number_seq
                        """).param("ids", ids.toArray(String[]::new)).query().listOfRows();
    }

    @Test
    void nothingOfAPersonIsLeftAndTheFiguresStay() throws Exception {
        byMail();
        byWebsiteAccountAndHand();
        var guid = byGis();
        work();
        var before = figures();
        var registerBefore = register();
        assertThat(traces.inTables(jdbc)).as("what is looked for can be found").hasSizeGreaterThan(30);
        assertThat(traces.inFiles(home, store)).hasSizeGreaterThan(5);

        var wanted = Map.of("name", NAME, "email", EMAIL, "phone", "8 (913) 777-04-19", "account", ACCOUNT);
        var found =
                api().post("director", "/api/v1/privacy/people", wanted).is(200).json();
        assertThat(found.path("appeals").values().stream()
                        .map(match -> match.path("appealId").asString())
                        .toList())
                .containsAll(ids);
        var messages = found.path("messages").values().stream()
                .map(match -> match.path("id").asLong())
                .toList();
        assertThat(messages).isNotEmpty();
        exported(messages);
        erased(messages);
        forgottenByGis(guid);

        assertThat(traces.inTables(jdbc)).isEmpty();
        assertThat(traces.inFiles(home, store)).isEmpty();
        assertThat(log.list.stream()
                        .map(ILoggingEvent::getFormattedMessage)
                        .flatMap(line -> traces.inText(line).stream())
                        .toList())
                .isEmpty();
        assertThat(traces.in(api().get("it", "/actuator/prometheus").is(200).bytes()))
                .isEmpty();
        assertThat(register()).isEqualTo(registerBefore);
        assertThat(figures()).isEqualTo(before);
        assertThat(VerifyJournalCommand.isSound(System.out, template)).isTrue();
        for (var id : ids) {
            assertThat(card(id).path("text").asString()).isEqualTo("Персональные данные уничтожены");
        }
        aRedeliveredLetterIsKnown();
        nothingIsWrittenAgain();
    }

    private void nothingIsWrittenAgain() {
        var refused = api().put(
                        "director",
                        "/api/v1/privacy/appeals/" + ids.get(0) + "/applicant",
                        Map.of("applicant", Map.of("lastName", NAME), "reason", "Вернуть"))
                .is(422);
        assertThat(new String(refused.bytes(), StandardCharsets.UTF_8)).contains("снова их не записывают");
    }

    /** Its key survives as a keyed hash. */
    private void aRedeliveredLetterIsKnown() {
        assertThat(jdbc.sql(
                                "select count(*) from intake where appeal_id = any(cast(:ids as uuid[])) and channel <> 'GIS' and external_id not like 'erased:%'")
                        .param("ids", ids.toArray(String[]::new))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void exported(List<Long> messages) throws IOException {
        var zip = api().post("director", "/api/v1/privacy/export", Map.of("appeals", ids, "messages", messages))
                .is(200)
                .bytes();
        var names = new ArrayList<String>();
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names).contains("данные.json").anyMatch(name -> name.contains("фырчунова"));
        assertThat(traces.in(zip)).containsAll(ROOTS.subList(0, 2)).contains("бурдымаг", "шмурдяк", "7781904421");
        assertThat(api().post("registrar", "/api/v1/privacy/export", Map.of("appeals", ids))
                        .status())
                .isEqualTo(403);
    }

    private void erased(List<Long> messages) throws IOException {
        var kept = propose(false, messages);
        assertThat(kept.path("items").values())
                .allSatisfy(item -> assertThat(item.path("why").asString()).contains("Срок хранения — до"));
        api().post(
                        "admin",
                        "/api/v1/privacy/erasures/"
                                + kept.path("erasure").path("id").asString() + "/reject",
                        Map.of("reason", "Срок не истёк"))
                .is(200);
        api().post("director", "/api/v1/privacy/appeals/" + ids.get(0) + "/hold", Map.of("reason", "Иск"))
                .is(200);
        var proposed = propose(true, messages);
        assertThat(proposed.path("items").path(0).path("why").asString()).isEqualTo("Уничтожение запрещено");
        api().post("director", "/api/v1/privacy/appeals/" + ids.get(0) + "/lift", Map.of("reason", "Суд решил"))
                .is(200);
        var path = "/api/v1/privacy/erasures/"
                + proposed.path("erasure").path("id").asString();
        assertThat(api().post("director", path + "/confirm", Map.of()).status())
                .as("nobody confirms their own proposal")
                .isEqualTo(409);

        api().post("admin", path + "/confirm", Map.of()).is(200);

        await().atMost(LIMIT)
                .until(() -> api().get("director", path)
                        .json()
                        .path("erasure")
                        .path("state")
                        .asString()
                        .equals("DONE"));
        var done = api().get("director", path).json();
        assertThat(done.path("items").values())
                .hasSize(ids.size() + messages.size())
                .allSatisfy(item -> assertThat(item.path("state").asString()).isEqualTo("ERASED"));
        var act = api().get("director", path + "/act.pdf").is(200).bytes();
        try (var pdf = Loader.loadPDF(act)) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("Акт об уничтожении персональных данных")
                    .contains(card(ids.get(0)).path("number").asString());
        }
    }

    private JsonNode propose(boolean early, List<Long> messages) {
        return api().post(
                        "director",
                        "/api/v1/privacy/erasures",
                        Map.of(
                                "ground",
                                "DEMANDED",
                                "reason",
                                "Требование, входящий № 12",
                                "early",
                                early,
                                "appeals",
                                ids,
                                "messages",
                                messages))
                .is(201)
                .json();
    }

    /** What showed the appeal is forgotten, although the system goes on to hold it. */
    private void forgottenByGis(String guid) {
        assertThat(new Stand(port).holding(guid).path("status").isMissingNode()).isFalse();
        api().delete("", "/stand/control").is(204);
        var emptied = OffsetDateTime.now(Clock.systemUTC());
        await().atMost(LIMIT)
                .until(() -> jdbc.sql(
                                        "select count(*) from gis_exchange where finished_at is null and created_at < :emptied")
                                .param("emptied", emptied)
                                .query(Integer.class)
                                .single()
                        == 0);
        try (var producer = camel.createProducerTemplate()) {
            await().atMost(LIMIT)
                    .until(() -> Integer.valueOf(0)
                            .equals(producer.requestBody("bean:gisPrune?method=prune", "", Integer.class)));
            await().atMost(LIMIT).until(() -> {
                producer.requestBody("bean:personalErasure?method=work", "", Integer.class);
                return jdbc.sql("select count(*) from document_doomed")
                                .query(Integer.class)
                                .single()
                        == 0;
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A case that ended long ago is proposed by the program; two people agree. */
    @Test
    void whatIsKeptForLongerThanItsTermIsProposedByTheProgram() throws IOException {
        var one = new Office(api()).appeal("Давнее дело");
        api().post("director", one.path() + "/decline", Map.of("ground", "ANONYMOUS", "comment", "Нет данных"))
                .is(200);
        jdbc.sql("update appeal set registered_at = registered_at - interval '6 years' where id = :id")
                .param("id", UUID.fromString(one.id()))
                .update();
        assertThat(proposedByTerm())
                .as("its journal is young: something was done lately")
                .isZero();
        Office.awaitNothingToSend(jdbc, List.of(one.id()));
        jdbc.sql("update processing_kind set months = 0 where kind = 'APPEAL'").update();
        try {
            assertThat(proposedByTerm()).isPositive();
            assertThat(proposedByTerm()).as("one proposal at a time").isZero();
            var proposal =
                    api().get("director", "/api/v1/privacy/erasures").json().path(0);
            var path = "/api/v1/privacy/erasures/" + proposal.path("id").asString();
            assertThat(proposal.path("proposedBy").isNull()).isTrue();
            assertThat(api().get("director", path).json().path("items").values().stream()
                            .map(item -> item.path("appealId").asString()))
                    .contains(one.id());

            var seconded =
                    api().post("director", path + "/confirm", Map.of()).is(200).json();

            assertThat(seconded.path("erasure").path("state").asString()).isEqualTo("PROPOSED");
            assertThat(api().post("director", path + "/confirm", Map.of()).status())
                    .as("two people")
                    .isEqualTo(409);
            api().post("admin", path + "/reject", Map.of("reason", "Проверка")).is(200);
        } finally {
            jdbc.sql("update processing_kind set months = 60 where kind = 'APPEAL'")
                    .update();
        }
    }

    private int proposedByTerm() throws IOException {
        try (var producer = camel.createProducerTemplate()) {
            return Integer.parseInt(
                    String.valueOf(producer.requestBody("bean:personalOverdue?method=propose", "", Integer.class)));
        }
    }
}
