package ru.priyomnaya.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.priyomnaya.Browser.button;

import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.priyomnaya.Api;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Paperwork;
import tools.jackson.databind.JsonNode;

/** How an appeal goes on or ends without an answer, and what the applicant receives. */
class EndingStoryTests extends GatewayTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final byte[] PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
            .getBytes(StandardCharsets.US_ASCII);

    /** One appeal by the website's form, with somebody to answer it. */
    private record Case(String id, String number, String email) {}

    @Test
    void theTermIsExtendedOnceWithinTheLimitAndTheApplicantIsTold() {
        var one = submitted();
        var before = LocalDate.parse(card(one).path("deadline").path("date").asString());
        var latest =
                LocalDate.parse(card(one).path("limits").path("latestExtension").asString());
        refused(422, one, "extend", Map.of("until", latest.plusDays(1).toString(), "reason", "Ждём показания"));
        refused(422, one, "extend", Map.of("until", latest.toString(), "reason", " "));

        step(one, "extend", Map.of("until", latest.toString(), "reason", "Ждём показания сетевой организации"));

        assertThat(card(one).path("deadline").path("date").asString()).isEqualTo(latest.toString());
        assertThat(card(one).path("deadline").path("explanation").toString()).contains("Продлён до");
        assertThat(latest).isAfter(before.plusDays(15));
        assertThat(received(one, "Срок рассмотрения продлён")).contains("Ждём показания сетевой организации");
        refused(422, one, "extend", Map.of("days", 1, "reason", "Ещё раз"));
        assertThat(card(one).path("limits").path("latestExtension").isNull()).isTrue();
    }

    @Test
    void anAppealIsPassedOnWithACoverLetterAndItsFiles() {
        var one = submitted(new Api.File("files", "Акт.pdf", PDF));
        var receiver = "grid" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";

        step(
                one,
                "redirect",
                Map.of(
                        "receiver",
                        "АО «Приозёрские электросети»",
                        "email",
                        receiver,
                        "reason",
                        "Опоры линии принадлежат сетевой организации"));

        assertThat(card(one).path("status").asString()).isEqualTo("REDIRECTED");
        await().atMost(LIMIT).until(() -> mail().inbox(receiver).size() == 1);
        var cover = mail().letters(receiver).get(0);
        assertThat(cover.text())
                .contains("АО «Приозёрские электросети»")
                .contains("наш № " + one.number())
                .contains("В квитанции чужой прибор учёта")
                .contains("Егорова")
                .contains(one.email());
        assertThat(cover.files()).containsExactly("Акт.pdf");
        assertThat(received(one, "передано в другую организацию")).contains("АО «Приозёрские электросети»");
        refused(409, one, "redirect", Map.of("receiver", "Другая", "reason", "Ещё раз"));
    }

    @Test
    void aReceiverWithoutEmailGetsALetterByPost() throws Exception {
        var one = submitted();

        step(
                one,
                "redirect",
                Map.of(
                        "receiver",
                        "Администрация города",
                        "address",
                        "г. Приозёрск, пл. Ленина, 1",
                        "reason",
                        "Уличный свет"));

        var letter = delivery(one, "COVER_LETTER");
        assertThat(letter.path("state").asString()).isEqualTo("BY_HAND");
        assertThat(letter.path("recipient").asString()).contains("пл. Ленина");
        var screens = new Browser(port);
        try (screens) {
            var registrar = screens.signedIn("registrar");
            var pdf = registrar
                    .request()
                    .get("/appeals/%s/deliveries/%s/letter.pdf"
                            .formatted(one.id(), letter.path("id").asString()));
            assertThat(pdf.status()).isEqualTo(200);
            try (var document = Loader.loadPDF(pdf.body())) {
                assertThat(new PDFTextStripper().getText(document))
                        .contains("Администрация города")
                        .contains("Уличный свет");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UNREADABLE, не поддаётся прочтению",
        "CONFIDENTIAL, сведений",
    })
    void aGroundWithANoticeIsTold(String ground, String words) {
        var one = submitted();

        step(one, "decline", Map.of("ground", ground, "comment", "Приём по средам"));

        assertThat(card(one).path("status").asString()).isEqualTo("DECLINED");
        assertThat(card(one).path("ground").asString()).isEqualTo(ground);
        assertThat(received(one, "не рассматривается")).contains(words).contains("Приём по средам");
    }

    @ParameterizedTest
    @CsvSource({"OBSCENE", "ANONYMOUS"})
    void aGroundWithoutANoticeSendsNothing(String ground) {
        var one = submitted();

        step(one, "decline", Map.of("ground", ground));

        assertThat(card(one).path("status").asString()).isEqualTo("DECLINED");
        assertThat(card(one).path("deliveries"))
                .extracting(delivery -> delivery.path("kind").asString())
                .containsOnly("RECEIPT");
        assertThat(card(one).path("journal").toString())
                .contains("APPEAL_NOT_CONSIDERED")
                .contains(ground);
    }

    @Test
    void anAnsweredQuestionIsReferredToTheEarlierAnswer() {
        var earlier = submitted();
        var later = submitted();
        refused(422, later, "decline", Map.of("ground", "ANSWERED_BEFORE", "earlier", earlier.number()));
        answer(earlier);

        step(later, "decline", Map.of("ground", "ANSWERED_BEFORE", "earlier", earlier.number()));

        assertThat(received(later, "не рассматривается")).contains("обращение № " + earlier.number());
    }

    @Test
    void aWithdrawalEndsItAndAMistakeIsTakenBack() {
        var one = submitted();
        step(one, "withdraw", Map.of("comment", "Позвонила сама"));
        assertThat(card(one).path("status").asString()).isEqualTo("WITHDRAWN");
        assertThat(received(one, "Рассмотрение прекращено")).contains("По вашему заявлению");

        step(one, "reopen", Map.of("comment", "Звонил другой человек"));

        assertThat(card(one).path("status").asString()).isEqualTo("ASSIGNED");
        assertThat(received(one, "Рассмотрение возобновлено")).contains("Срок ответа");
        answer(one);
    }

    @Test
    void anInterimAnswerLeavesTheTermRunning() {
        var one = submitted();
        var before = card(one).path("due").asString();

        step(one, "interim", Map.of("comment", "Прибор отправлен на поверку."));

        assertThat(received(one, "О ходе рассмотрения")).contains("Прибор отправлен на поверку");
        assertThat(card(one).path("due").asString()).isEqualTo(before);
        assertThat(card(one).path("status").asString()).isEqualTo("ASSIGNED");
    }

    @Test
    void aStrangersCaseIsNotDecided() {
        var one = submitted();

        assertThat(api().post("executor2", path(one) + "/withdraw", Map.of("comment", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(api().post("signer", path(one) + "/decline", Map.of("ground", "OBSCENE"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theCardDecidesByKeyboard() {
        var one = submitted();
        try (var browser = new Browser(port)) {
            var executor = browser.signedIn("executor");
            executor.navigate("/appeals/" + one.id());
            executor.getByText("Продлить срок").first().focus();
            executor.keyboard().press("Enter");
            executor.getByText("Не рассматривать").first().focus();
            executor.keyboard().press("Enter");
            browser.look(executor, "card-decisions");
            executor.getByLabel("Причина, её увидит заявитель").focus();
            executor.keyboard().type("Нужен выезд");
            executor.getByLabel("Новый срок")
                    .fill(card(one).path("limits").path("latestExtension").asString());
            button(executor, "Продлить").focus();
            executor.keyboard().press("Enter");

            assertThat(executor.getByRole(AriaRole.STATUS)).containsText("Срок продлён");

            executor.getByText("Не рассматривать").first().focus();
            executor.keyboard().press("Enter");
            executor.getByLabel("Текст не поддаётся прочтению").focus();
            executor.keyboard().press("Space");
            button(executor, "Оставить без рассмотрения").focus();
            executor.keyboard().press("Enter");
            assertThat(executor.getByRole(AriaRole.STATUS)).containsText("без рассмотрения");
            browser.look(executor, "card-declined");
        }
    }

    private Case submitted(Api.File... files) {
        var email = "case" + UUID.randomUUID().toString().substring(0, 8) + "@example.ru";
        var fields = new HashMap<>(Map.of(
                "applicantType",
                "PERSON",
                "lastName",
                "Егорова",
                "firstName",
                "Тамара",
                "email",
                email,
                "text",
                "В квитанции чужой прибор учёта",
                "consent",
                "true"));
        var accepted = api().upload("", "POST", "/api/v1/website/appeals", fields, files)
                .is(201)
                .json();
        var one =
                new Case(accepted.path("id").asString(), accepted.path("number").asString(), email);
        step(one, "assign", Map.of("executor", "executor"));
        return one;
    }

    private void answer(Case one) {
        var path = path(one) + "/answers/"
                + api().post("executor", path(one) + "/answers", Map.of("text", "Прибор заменён."))
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
        await().atMost(LIMIT).until(() -> card(one).path("status").asString().equals("SENT"));
    }

    /** The text of the letter that the applicant finds in their mailbox. */
    private String received(Case one, String subject) {
        return await().atMost(LIMIT)
                .until(
                        () -> mail().letters(one.email()).stream()
                                .filter(letter -> letter.subject().contains(subject))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .text();
    }

    private JsonNode delivery(Case one, String kind) {
        for (var delivery : card(one).path("deliveries")) {
            if (delivery.path("kind").asString().equals(kind)) {
                return delivery;
            }
        }
        throw new AssertionError("no " + kind);
    }

    private void step(Case one, String step, Map<String, Object> body) {
        api().post("registrar", path(one) + "/" + step, body).is(200);
    }

    private void refused(int status, Case one, String step, Map<String, Object> body) {
        assertThat(api().post("registrar", path(one) + "/" + step, body).status())
                .isEqualTo(status);
    }

    private JsonNode card(Case one) {
        return api().get("registrar", path(one)).is(200).json();
    }

    private static String path(Case one) {
        return "/api/v1/appeals/" + one.id();
    }
}
