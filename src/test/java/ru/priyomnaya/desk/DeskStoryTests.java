package ru.priyomnaya.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.priyomnaya.Browser.button;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Value;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import tools.jackson.databind.JsonNode;

/** Post, telephone, visit and fax at the registrar's desk, by keyboard; a stack of letters through the scanner. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskStoryTests extends GatewayTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Value("${priyomnaya.home}")
    private Path home;

    private Browser browser;

    @BeforeAll
    void open() {
        browser = new Browser(port);
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @Test
    void aCallIsEnteredByKeyboardAndCalledBack() throws Exception {
        var surname = "Звонков" + UUID.randomUUID().toString().substring(0, 6).replaceAll("\\d", "я");
        api().post(
                        "registrar",
                        "/api/v1/appeals",
                        Map.of(
                                "channel",
                                "VISIT",
                                "lastName",
                                surname,
                                "firstName",
                                "Пётр",
                                "phone",
                                "+7 (905) 777-11-22",
                                "account",
                                "7604445566",
                                "text",
                                "Прежний вопрос"))
                .is(201);
        var registrar = browser.signedIn("registrar");
        registrar.navigate("/appeals/new?channel=PHONE");
        registrar.keyboard().type(surname.substring(0, 6));
        var known = registrar.locator("#found a").first();
        assertThat(known).containsText(surname);
        browser.look(registrar, "entry-found");
        registrar.keyboard().press("Tab");
        registrar.keyboard().press("Enter");
        assertThat(registrar.getByLabel("Фамилия")).hasValue(surname);
        assertThat(registrar.getByLabel("Лицевой счёт")).hasValue("7604445566");
        registrar.getByLabel("О чём обращение").focus();
        registrar.keyboard().type("Просит перезвонить о перерасчёте");
        registrar
                .getByLabel("Перезвонить")
                .fill(LocalDateTime.now(ZoneId.of("Europe/Moscow"))
                        .plusMinutes(5)
                        .withSecond(0)
                        .withNano(0)
                        .toString()
                        .substring(0, 16));
        registrar.getByLabel("Ожидание, секунд").fill("35");
        registrar.getByLabel("Обслуживание, секунд").fill("240");
        registrar
                .getByLabel("Скан или файлы")
                .setInputFiles(new FilePayload("заявление.pdf", "application/pdf", pages(1)));
        browser.look(registrar, "entry-call");
        button(registrar, "Зарегистрировать").focus();
        registrar.keyboard().press("Enter");

        assertThat(registrar.getByRole(AriaRole.STATUS)).containsText(Pattern.compile("Зарегистрировано: № \\d+/Т-"));
        assertThat(registrar.getByText("240 с")).isVisible();
        browser.look(registrar, "card-call");
        var id = registrar.url().replaceAll(".*/", "");
        assertThat(card(id).path("attachments").get(0).path("name").asString()).isEqualTo("заявление.pdf");
        var receipt = registrar.request().get("/appeals/" + id + "/receipt.pdf");
        try (var pdf = Loader.loadPDF(receipt.body())) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("Ваше обращение зарегистрировано")
                    .contains(card(id).path("number").asString());
        }
        registrar.navigate("/inbox?view=ALL");
        assertThat(registrar.getByText("Перезвонить сегодня")).isVisible();
        registrar.navigate("/appeals/" + id);
        button(registrar, "Перезвонили").click();
        assertThat(registrar.getByRole(AriaRole.STATUS)).containsText("Звонок отмечен");
        assertThat(card(id).path("journal").toString())
                .contains("CALL_BACK_AGREED")
                .contains("CALLED_BACK");
    }

    @Test
    void theSameFormSentTwiceIsOneAppealAndAnEmailFindsItsOwner() {
        var submission = UUID.randomUUID().toString();
        var email = "desk" + submission.substring(0, 8) + "@example.ru";
        var entry = Map.of(
                "channel", "VISIT", "lastName", "Дважды", "email", email, "text", "Приём", "submission", submission);
        var first = api().post("registrar", "/api/v1/appeals", entry).is(201).json();
        var second = api().post("registrar", "/api/v1/appeals", entry).is(201).json();

        assertThat(second.path("number").asString())
                .isEqualTo(first.path("number").asString());
        var registrar = browser.signedIn("registrar");
        await().atMost(LIMIT).untilAsserted(() -> {
            registrar.navigate("/desk/applicants?q=" + email);
            assertThat(registrar.getByText("Дважды").count()).isEqualTo(1);
        });
    }

    @Test
    void aWrongEntryKeepsWhatWasTyped() {
        var registrar = browser.signedIn("registrar");
        registrar.navigate("/appeals/new");
        registrar.getByLabel("Фамилия").fill("Ошибкина");
        registrar.getByLabel("День поступления").fill("2099-01-01");
        registrar.getByLabel("О чём обращение").fill("Текст");
        button(registrar, "Зарегистрировать").click();

        assertThat(registrar.getByRole(AriaRole.ALERT)).containsText("ещё не наступил");
        assertThat(registrar.getByLabel("Фамилия")).hasValue("Ошибкина");
    }

    @Test
    void aStackOfLettersBecomesDraftsAndABrokenFileSaysSo() throws Exception {
        var name = "stack" + UUID.randomUUID().toString().substring(0, 6);
        drop(name + ".pdf", merged(pages(2), Separator.sheet(), pages(1), Separator.sheet()));
        drop(name + "-broken.pdf", "%PDF-1.4 не PDF".getBytes(StandardCharsets.UTF_8));
        var registrar = browser.signedIn("registrar");
        await().atMost(LIMIT).untilAsserted(() -> {
            registrar.navigate("/desk/letters");
            assertThat(registrar.getByText(name + ".pdf, письмо 2").count()).isEqualTo(1);
            assertThat(registrar.getByText(name + "-broken.pdf").count()).isEqualTo(1);
        });
        browser.look(registrar, "letters");
        assertThat(row(registrar, name + "-broken.pdf")).containsText("PDF повреждён");
        assertThat(registrar.request().get("/desk/separator.pdf").status()).isEqualTo(200);

        registrar.getByLabel("Занести: " + name + ".pdf, письмо 1").click();
        registrar.getByLabel("Фамилия").fill("Бумагина");
        registrar.getByLabel("О чём обращение").fill("Письмо на двух страницах");
        button(registrar, "Зарегистрировать").click();
        assertThat(registrar.getByRole(AriaRole.STATUS)).containsText(Pattern.compile("№ \\d+/П-"));
        var id = registrar.url().replaceAll(".*/", "");
        var scan = card(id).path("attachments").get(0);
        try (var pdf = Loader.loadPDF(api().get(
                        "registrar",
                        "/api/v1/appeals/" + id + "/attachments/"
                                + scan.path("id").asString())
                .bytes())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(2);
        }
        registrar.navigate("/desk/letters");
        assertThat(registrar.getByText(name + ".pdf, письмо 1")).not().isVisible();
        row(registrar, name + ".pdf, письмо 2")
                .getByLabel("Почему не регистрируется")
                .fill("Реклама");
        row(registrar, name + ".pdf, письмо 2").getByText("Отклонить").click();
        assertThat(registrar.getByRole(AriaRole.STATUS)).containsText("отклонено");
        try (var taken = Files.list(home.resolve("paper/taken"))) {
            assertThat(taken.map(Path::toString).toList()).anyMatch(file -> file.endsWith(".pdf"));
        }
    }

    private static Locator row(Page page, String text) {
        return page.locator("tr", new Page.LocatorOptions().setHasText(text));
    }

    /** As a scanner writes: under another name first. */
    private void drop(String name, byte[] bytes) throws IOException {
        var folder = Files.createDirectories(home.resolve("paper"));
        var file = Files.write(folder.resolve("." + name), bytes);
        Files.move(file, folder.resolve(name));
    }

    private static byte[] pages(int count) throws IOException {
        try (var document = new PDDocument()) {
            for (int page = 0; page < count; page++) {
                document.addPage(new PDPage());
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static byte[] merged(byte[]... parts) throws IOException {
        try (var whole = new PDDocument()) {
            var merger = new PDFMergerUtility();
            for (var part : parts) {
                try (var document = Loader.loadPDF(part)) {
                    merger.appendDocument(whole, document);
                }
            }
            var bytes = new ByteArrayOutputStream();
            whole.save(bytes);
            return bytes.toByteArray();
        }
    }

    private JsonNode card(String id) {
        return api().get("registrar", "/api/v1/appeals/" + id).is(200).json();
    }
}
