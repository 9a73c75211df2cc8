package ru.priyomnaya.website;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.Api;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;
import ru.priyomnaya.Paperwork;
import tools.jackson.databind.JsonNode;

/** The life of a website appeal, and everything that a form may get wrong. */
class WebsiteStoryTests extends GatewayTest {
    private static final String WEBSITE = "/api/v1/website/appeals";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final byte[] PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
            .getBytes(StandardCharsets.US_ASCII);

    @Test
    void aFormComesInAndTheSignedScanGoesBack() throws Exception {
        var fields = fields();
        var accepted = api().upload("", "POST", WEBSITE, fields, new Api.File("files", "Акт сверки.pdf", PDF))
                .is(201)
                .json();
        var id = accepted.path("id").asString();
        var number = accepted.path("number").asString();
        var card = api().get("registrar", "/api/v1/appeals/" + id).is(200).json();

        assertThat(number).matches("\\d+/С-\\d\\d");
        assertThat(card.path("deadline").path("rule").asString()).isEqualTo("15 рабочих дней");
        assertThat(card.path("applicant").path("lastName").asString()).isEqualTo("Егорова");
        assertThat(card.path("attachments").get(0).path("name").asString()).isEqualTo("Акт сверки.pdf");
        var attachment = card.path("attachments").get(0).path("id").asString();
        assertThat(api().get("registrar", "/api/v1/appeals/" + id + "/attachments/" + attachment)
                        .is(200)
                        .bytes())
                .isEqualTo(PDF);

        api().post("registrar", "/api/v1/appeals/" + id + "/assign", Map.of("executor", "executor"))
                .is(200);
        var answers = "/api/v1/appeals/" + id + "/answers";
        var path = answers + "/"
                + api().post("executor", answers, Map.of("text", "Акт направлен."))
                        .is(201)
                        .json()
                        .path("answerId")
                        .asString();
        api().post("executor", path + "/submit", Map.of()).is(200);
        api().post("director", path + "/approve", Map.of()).is(200);
        var letter = Paperwork.signed(
                api().get("executor", path + "/letter.pdf").is(200).bytes());
        api().upload("executor", "PUT", path + "/scan", Map.of(), new Api.File("file", "s.pdf", letter))
                .is(200);
        api().post("executor", path + "/send", Map.of()).is(200);

        await().atMost(LIMIT)
                .until(() ->
                        status(number, email(fields)).path("status").asString().equals("ANSWERED"));
        assertThat(mail().inbox(email(fields))).hasSize(2); // the receipt and the answer (S6)
        var statusUrl = accepted.path("statusUrl").asString().replaceFirst("^http://[^/]+", "");
        assertThat(new String(api().get("", statusUrl).is(200).bytes(), StandardCharsets.UTF_8))
                .contains("Скачать ответ");
        assertThat(api().get("", statusUrl.replace("/status?", "/status/answer?"))
                        .is(200)
                        .bytes())
                .isEqualTo(letter);
        var journal = StreamSupport.stream(
                        api().get("director", "/api/v1/appeals/" + id)
                                .json()
                                .path("journal")
                                .spliterator(),
                        false)
                .map(event -> event.path("event").asString())
                .toList();
        assertThat(journal)
                .containsSubsequence(
                        "APPEAL_REGISTERED", "ANSWER_BEGUN", "ANSWER_APPROVED", "ANSWER_SIGNED", "ANSWER_SENT");
    }

    @Test
    void anAnswerByPostWaitsForTheClerkAndIsSentWhenTheyHaveCarriedIt() {
        var fields = fields();
        fields.put("desiredAnswer", "POST");
        fields.put("postalAddress", "г. Приозёрск, ул. Полевая, 4");
        fields.remove("email");
        var id = api().post("", WEBSITE, fields).is(201).json().path("id").asString();

        answer(id);

        var delivery = card(id).path("deliveries").get(0);
        assertThat(delivery.path("channel").asString()).isEqualTo("POST");
        assertThat(delivery.path("state").asString()).isEqualTo("BY_HAND");
        assertThat(card(id).path("status").asString()).isEqualTo("SIGNED");
    }

    @Test
    void anAnswerToTheStatusPageNeedsNoAddress() {
        var fields = fields();
        fields.put("desiredAnswer", "WEBSITE");
        fields.remove("email");
        var id = api().post("", WEBSITE, fields).is(201).json().path("id").asString();

        answer(id);

        await().atMost(LIMIT).until(() -> card(id).path("status").asString().equals("SENT"));
    }

    @Test
    void theSameKeyIsTheSameAppealAndAnotherContentUnderItIsRefused() {
        var fields = fields();
        var key = UUID.randomUUID().toString();
        var first =
                api().post("", WEBSITE, fields, "Idempotency-Key", key).is(201).json();
        var second =
                api().post("", WEBSITE, fields, "Idempotency-Key", key).is(201).json();

        assertThat(second.path("number").asString())
                .isEqualTo(first.path("number").asString());
        fields.put("text", "Другое");
        assertThat(api().post("", WEBSITE, fields, "Idempotency-Key", key)
                        .is(422)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("WEB-003");
    }

    @Test
    void parallelRegistrationsGetNumbersWithoutGapsAndRepeats() throws Exception {
        var before = lastNumber();
        var tasks = IntStream.range(0, 50)
                .<Callable<String>>mapToObj(i -> () -> {
                    var key = "parallel-" + (i / 2); // every submission is pressed twice
                    var fields = fields();
                    fields.put("email", "twice" + i / 2 + "@example.ru");
                    return api().post("", WEBSITE, fields, "Idempotency-Key", key)
                            .is(201)
                            .json()
                            .path("number")
                            .asString();
                })
                .toList();
        var pool = Executors.newFixedThreadPool(10);
        var numbers = new ArrayList<String>();
        for (var future : pool.invokeAll(tasks)) {
            numbers.add(future.get());
        }
        pool.shutdown();

        assertThat(new HashSet<>(numbers)).hasSize(25);
        assertThat(jdbc.sql("select number_seq from appeal where number_seq > :before order by number_seq")
                        .param("before", before)
                        .query(Long.class)
                        .list())
                .doesNotHaveDuplicates()
                .isEqualTo(IntStream.rangeClosed(1, (int) (lastNumber() - before))
                        .mapToObj(i -> before + i)
                        .toList());
    }

    @Test
    void everyWrongFieldIsNamed() {
        var wrong = Map.of("email", "нет", "text", "x".repeat(20_001), "kind", "ЖАЛОБА", "phone", "позвоните");

        var problem = api().post("", WEBSITE, wrong).is(400);

        assertThat(problem.raw().headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(problem.json().path("code").asString()).isEqualTo("WEB-001");
        assertThat(StreamSupport.stream(problem.json().path("errors").spliterator(), false)
                        .map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder("lastName", "firstName", "email", "text", "kind", "phone", "consent");
    }

    @Test
    void brokenJsonAndForeignTypesAreClearErrors() {
        assertThat(api().post("", WEBSITE, "{\"text\": ")
                        .is(400)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("API-400");
        api().upload(
                        "",
                        "POST",
                        WEBSITE,
                        fields(),
                        new Api.File("files", "акт.pdf", "MZ это программа".getBytes(StandardCharsets.UTF_8)))
                .is(400);
        api().upload("", "POST", WEBSITE, fields(), new Api.File("files", "../../x", PDF))
                .is(201);
        var many = IntStream.range(0, 11)
                .mapToObj(i -> new Api.File("files", i + ".pdf", PDF))
                .toArray(Api.File[]::new);
        api().upload("", "POST", WEBSITE, fields(), many).is(400);
    }

    @Test
    void hostileLengthsCostNothing() {
        var fields = fields();
        fields.put("email", "a@" + "a.".repeat(100_000) + "@");
        assertThat(api().post("", WEBSITE, fields)
                        .is(400)
                        .json()
                        .path("errors")
                        .get(0)
                        .path("field")
                        .asString())
                .isEqualTo("email");
        fields.put("email", "x".repeat(2_000_000));
        assertThat(api().post("", WEBSITE, fields).is(413).json().path("code").asString())
                .isEqualTo("WEB-005");
        api().post("", WEBSITE, fields(), "Idempotency-Key", "k".repeat(201)).is(400);
        fields.put("email", "nul@example.ru");
        fields.put("lastName", "Ег\u0000орова");
        api().post("", WEBSITE, fields).is(201);
    }

    @Test
    void theStatusIsToldOnlyToWhoKnowsTheAddress() {
        var fields = fields();
        var number =
                api().post("", WEBSITE, fields).is(201).json().path("number").asString();

        var status = status(number, email(fields));

        assertThat(status.path("status").asString()).isIn("REGISTERED", "IN_WORK");
        assertThat(status.toString()).doesNotContain("Егорова", email(fields));
        api().get("", WEBSITE + "/" + encoded(number) + "?email=other@example.ru")
                .is(404);
        api().get("", WEBSITE + "/" + encoded(number)).is(404);
    }

    @Test
    void whoFillsTheHiddenFieldIsThankedAndWaitsForAPerson() {
        var fields = fields();
        fields.put("website", "http://spam");

        var page = api().upload("", "POST", "/form/person", fields).is(200);

        assertThat(new String(page.bytes(), StandardCharsets.UTF_8)).contains("Обращение принято");
        assertThat(jdbc.sql("select count(*) from appeal where email = :email")
                        .param("email", email(fields))
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(api().get("registrar", "/api/v1/quarantine").json().toString())
                .contains("WEB-011");
    }

    @Test
    void theFormMayBeFramedOnlyByTheCompanysSite() {
        var policy = api().get("", "/form/person")
                .is(200)
                .raw()
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();

        assertThat(policy)
                .contains("frame-ancestors 'self' https://company.example.ru")
                .doesNotContain("unsafe");
    }

    @Test
    void nobodyReadsTheRegisterWithoutSigningIn() {
        for (var path : List.of("/api/v1/appeals", "/api/v1/intake", "/api/v1/deliveries", "/api/v1/quarantine")) {
            assertThat(api().get("", path).is(401).json().path("code").asString())
                    .isEqualTo("API-401");
        }
        api().get("it", "/api/v1/appeals").is(403);
        api().get("executor", "/api/v1/quarantine").is(403);
        api().get("registrar", "/api/v1/appeals?due=yesterday").is(400);
        api().get("registrar", "/api/v1/appeals/" + UUID.randomUUID()).is(404);
        api().get("", "/actuator/health").is(200);
        api().get("", "/actuator/prometheus").is(401);
        api().get("it", "/actuator/prometheus").is(200);
        assertThat(api().get("", "/v3/api-docs").is(200).json().path("paths").has("/api/v1/appeals/{id}"))
                .isTrue();
        assertThat(new String(api().get("", "/v3/api-docs.yaml").is(200).bytes(), StandardCharsets.UTF_8))
                .contains("/api/v1/appeals/{id}:");
    }

    @Test
    void theRegisterIsSearchedByRussianWordForms() {
        var fields = fields();
        fields.put("text", "Прошу заменить трансформаторную подстанцию" + UUID.randomUUID());
        var id = api().post("", WEBSITE, fields).is(201).json().path("id").asString();

        await().atMost(Office.LIMIT) // the index is about a second behind the register
                .untilAsserted(() -> assertThat(
                                api().get("director", "/api/v1/appeals?q=" + encoded("трансформаторные"))
                                        .json()
                                        .toString())
                        .contains(id));
        var found = api().get(
                        "director",
                        "/api/v1/appeals?q=" + encoded("замена трансформаторной подстанции")
                                + "&channel=WEBSITE&sort=deadline");
        assertThat(found.is(200).json().path("items").toString()).doesNotContain(id); // another word: nothing invented
    }

    @Test
    void deadlinesArePreviewed() {
        var preview = api().get("registrar", "/api/v1/deadlines/preview?channel=WEBSITE&received=2025-10-20")
                .is(200)
                .json();

        assertThat(preview.path("date").asString()).isEqualTo("2025-11-11");
        assertThat(preview.path("explanation").size()).isGreaterThan(5);
    }

    @Test
    void aClerkEntersALetterFromTheDesk() {
        api().post("executor", "/api/v1/appeals", Map.of("channel", "POST", "text", "x"))
                .is(403);
        api().post("registrar", "/api/v1/appeals", Map.of("channel", "EMAIL", "text", "x"))
                .is(400);
        var entered = api().post(
                        "registrar",
                        "/api/v1/appeals",
                        Map.of("channel", "POST", "lastName", "Ильин", "text", "Письмо на бумаге", "kind", "CLAIM"))
                .is(201)
                .json();

        assertThat(entered.path("number").asString()).contains("/П-");
        assertThat(entered.path("deadline").path("basis").asString()).contains("письменное обращение");
    }

    private void answer(String id) {
        api().post("registrar", "/api/v1/appeals/" + id + "/assign", Map.of("executor", "executor"))
                .is(200);
        var answers = "/api/v1/appeals/" + id + "/answers";
        var path = answers + "/"
                + api().post("executor", answers, Map.of("text", "Ответ."))
                        .is(201)
                        .json()
                        .path("answerId")
                        .asString();
        api().post("executor", path + "/submit", Map.of()).is(200);
        api().post("signer", path + "/approve", Map.of()).is(200);
        var letter = Paperwork.signed(
                api().get("executor", path + "/letter.pdf").is(200).bytes());
        api().upload("executor", "PUT", path + "/scan", Map.of(), new Api.File("file", "s.pdf", letter))
                .is(200);
        api().post("executor", path + "/send", Map.of()).is(200);
    }

    private JsonNode card(String id) {
        return api().get("director", "/api/v1/appeals/" + id).is(200).json();
    }

    private JsonNode status(String number, String email) {
        return api().get("", WEBSITE + "/" + encoded(number) + "?email=" + encoded(email))
                .is(200)
                .json();
    }

    private long lastNumber() {
        return jdbc.sql("select coalesce(max(number_seq), 0) from appeal")
                .query(Long.class)
                .single();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String email(Map<String, String> fields) {
        return Objects.requireNonNull(fields.get("email"));
    }

    private static Map<String, String> fields() {
        var fields = new HashMap<String, String>();
        fields.put("lastName", "Егорова");
        fields.put("firstName", "Тамара");
        fields.put("email", "w" + UUID.randomUUID().toString().substring(0, 8) + "@example.ru");
        fields.put("kind", "COMPLAINT");
        fields.put("text", "В квитанции чужой прибор учёта");
        fields.put("consent", "true");
        return fields;
    }
}
