package ru.priyomnaya.mailbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.priyomnaya.Browser.button;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.signing.KeySettings;
import ru.priyomnaya.signing.Signers;
import tools.jackson.databind.JsonNode;

/** What the reader could not know, a person puts right on the card; what it did, the console tells. */
class LetterCardTests extends GatewayTest {
    private final String key = UUID.randomUUID().toString().substring(0, 8);

    @Value("${priyomnaya.home}")
    private Path home;

    @Test
    void theApplicantBehindAForwardedLetterIsNamedByOneClickAndQuotesAreFolded() {
        mail().send("""
                From: Канцелярия <office%1$s@example.ru>
                To: reception@demo.local
                Subject: Fwd: Нет света %1$s
                Content-Type: text/plain; charset=utf-8

                Прошу рассмотреть.

                -------- Пересылаемое сообщение --------
                От: Пётр Сидоров <sidorov%1$s@example.ru>
                Тема: Нет света
                Кому: office@example.ru

                Вторые сутки нет света.
                """.formatted(key));
        var id = registered();
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("registrar");
            page.navigate("/appeals/" + id);
            assertThat(page.getByText("Возможный заявитель")).containsText("Пётр Сидоров");
            assertThat(page.getByText("Прошу рассмотреть.")).isVisible();
            assertThat(page.getByText("Вторые сутки нет света.")).isVisible(); // it is the appeal itself
            browser.look(page, "card-forwarded");

            button(page, "Заявитель — он, отвечать ему").click();

            assertThat(page.getByText("Возможный заявитель")).hasCount(0);
            assertThat(card(id, "applicant").path("email").asString()).isEqualTo("sidorov" + key + "@example.ru");
            assertThat(api().get("registrar", "/api/v1/appeals/" + id)
                            .json()
                            .path("journal")
                            .toString())
                    .contains("APPLICANT_CORRECTED");
        }
    }

    @Test
    void aPersonChoosesAnotherCharsetAndTheConsoleTellsTheWayOfTheLetter() {
        mail().send(("From: <koi%1$s@example.ru>\r\nSubject: %1$s\r\nContent-Type: text/plain; charset=windows-1251\r\n"
                        + "Content-Transfer-Encoding: 8bit\r\n\r\nПрошу пересчитать начисления за отопление в нашей квартире\r\n\r\n> Ваше обращение рассмотрено\r\n")
                .formatted(key)
                .getBytes(Charset.forName("KOI8-R")));
        var id = registered();
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("registrar");
            page.navigate("/appeals/" + id);
            assertThat(page.getByText("Прошу пересчитать начисления")).isVisible();
            assertThat(page.getByText("Ваше обращение рассмотрено")).not().isVisible();
            page.getByText("Написанное раньше").click();
            assertThat(page.getByText("Ваше обращение рассмотрено")).isVisible();

            page.getByText("Буквы не читаются").click();
            page.getByLabel("Прочитать письмо в кодировке").selectOption("windows-1251");
            button(page, "Прочитать заново").click();
            assertThat(page.getByText("рТПЫХ")).isVisible();
            page.getByText("Буквы не читаются").click();
            page.getByLabel("Прочитать письмо в кодировке").selectOption("KOI8-R");
            button(page, "Прочитать заново").click();
            assertThat(page.getByText("Прошу пересчитать начисления")).isVisible();

            var card = "/api/v1/appeals/" + id;
            api().post("registrar", card + "/reread", Map.of("charset", "no such"))
                    .is(400);
            api().post("registrar", card + "/reread", Map.of("charset", "KOI8-R"))
                    .is(200);
            api().post("registrar", card + "/accept-proposed", Map.of()).is(400);
            api().get("it", card + "/letter").is(403);

            page.navigate("/console/messages/" + message());
            assertThat(page.getByText("Скопировано и сохранено"))
                    .containsText("reception@demo.local@127.0.0.1/INBOX, UID");
            assertThat(page.getByText("Кодировка: объявлена windows-1251, прочитано как KOI8-R"))
                    .isVisible();
            browser.look(page, "message-trace");
        }
    }

    @Test
    void theVerdictOnAGostSignatureStandsOnTheCard() {
        var content = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString("Прошу акт сверки".getBytes(StandardCharsets.UTF_8));
        var person = new KeySettings(home + "/stand/signer.p12", null, null, null, "demo", null, null);
        var signature = Signers.of(person, Clock.systemUTC(), ZoneOffset.UTC)
                .signDetached(content.getBytes(StandardCharsets.US_ASCII));
        for (var spoiled : new boolean[] {false, true}) {
            mail().send(("From: <signed%1$s@example.ru>\r\nSubject: %1$s%2$s\r\nMIME-Version: 1.0\r\n"
                            + "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b\r\n\r\n--b\r\n%3$s\r\n--b\r\n"
                            + "Content-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\n%4$s\r\n--b--\r\n")
                    .formatted(
                            key,
                            spoiled,
                            spoiled ? content.replace("\r\n\r\n", "\r\nX: spoiled\r\n\r\n") : content,
                            Base64.getMimeEncoder().encodeToString(signature)));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> verdicts() == 2);

        assertThat(jdbc.sql(
                                "select signature from intake i join appeal a on a.id = i.appeal_id where subject = :subject")
                        .param("subject", key + "false")
                        .query(String.class)
                        .single())
                .startsWith("Подпись письма верна: ");
        assertThat(jdbc.sql(
                                "select signature from intake i join appeal a on a.id = i.appeal_id where subject = :subject")
                        .param("subject", key + "true")
                        .query(String.class)
                        .single())
                .startsWith("Подпись письма не подтверждена");
    }

    @Test
    void aNewLetterAppearsInAnOpenListByItself() {
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("registrar");
            page.navigate("/inbox?view=ALL");
            assertThat(page.getByText("Сама " + key)).hasCount(0);

            mail().send("From: <self" + key + "@example.ru>\nSubject: =?utf-8?B?"
                    + Base64.getEncoder().encodeToString(("Сама " + key).getBytes(StandardCharsets.UTF_8))
                    + "?=\nContent-Type: text/plain; charset=utf-8\n\nтекст");

            assertThat(page.getByText("Сама " + key)).isVisible();
        }
    }

    private long verdicts() {
        return jdbc.sql(
                        "select count(*) from intake i join appeal a on a.id = i.appeal_id where subject like :key and signature is not null")
                .param("key", key + "%")
                .query(Long.class)
                .single();
    }

    private String registered() {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> jdbc.sql("select id::text from appeal where subject like :key")
                                .param("key", "%" + key + "%")
                                .query(String.class)
                                .optional()
                                .orElse(""),
                        id -> !id.isEmpty());
    }

    private long message() {
        return jdbc.sql("select i.id from intake i join appeal a on a.id = i.appeal_id where a.subject like :key")
                .param("key", "%" + key + "%")
                .query(Long.class)
                .single();
    }

    private JsonNode card(String id, String part) {
        return api().get("registrar", "/api/v1/appeals/" + id).json().path(part);
    }
}
