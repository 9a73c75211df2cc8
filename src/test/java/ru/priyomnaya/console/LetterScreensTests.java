package ru.priyomnaya.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.priyomnaya.Browser.button;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;

/** How letters look and read, on the screens of those who decide it and of those who write them. */
class LetterScreensTests extends GatewayTest {
    /** One letterhead serves all tests. */
    @AfterEach
    void asItWas() {
        jdbc.sql("delete from letter_blank").update();
        jdbc.sql("delete from letter_template").update();
    }

    @Test
    void theDirectorChangesLetterheadAndTemplateAndSeesTheLetter() throws IOException {
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("director");
            page.navigate("/console/letters");
            var before = page.getByAltText("Письмо, страница 1").getAttribute("src");
            page.getByLabel("Вид бланка").selectOption("CORNER");
            page.getByLabel("Логотип (PNG или JPEG до 1 МБ)")
                    .setInputFiles(new FilePayload("logo.png", "image/png", logo()));
            await().atMost(Office.LIMIT)
                    .until(() -> !before.equals(
                            page.getByAltText("Письмо, страница 1").getAttribute("src")));
            page.getByLabel("Отметка об исполнителе").selectOption("FULL");
            page.waitForLoadState();
            browser.look(page, "letters");
            button(page, "Сохранить бланк").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Бланк сохранён");

            page.getByText("Ответ на обращение").click();
            page.getByLabel("Текст", new Page.GetByLabelOptions().setExact(true))
                    .fill("Добрый день! {{чепуха}}");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Таких подстановок в этом письме нет: чепуха");
            page.getByLabel("Текст", new Page.GetByLabelOptions().setExact(true))
                    .fill("{{приветствие}}\n\n{{текст}}\n\nС уважением, {{организация}}");
            button(page, "Сохранить шаблон").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Шаблон сохранён");
            browser.look(page, "letter-template");
        }
        var office = new Office(api());
        var letter = office.letter(office.approved(office.appeal("Прошу показать бланк."), "Вот он."));
        try (var document = Loader.loadPDF(letter)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("С уважением, ООО «Приозёрский энергосбыт»")
                    .contains("Исп. Иванова Анна Петровна, тел.")
                    .contains("по доверенности № 17");
        }
    }

    @Test
    void aLogoThatIsNoPictureIsRefusedWithASentence() {
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("director");
            page.navigate("/console/letters");
            page.getByLabel("Логотип (PNG или JPEG до 1 МБ)")
                    .setInputFiles(new FilePayload("logo.png", "image/png", "нет".getBytes(StandardCharsets.UTF_8)));
            button(page, "Сохранить бланк").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Логотип — PNG или JPEG до 1 МБ");
        }
    }

    @Test
    void anAnswerIsWrittenFromAModulePreviewedAndSentToThePeopleWhoAreAsked() {
        var office = new Office(api());
        var one = office.appeal("Прошу объяснить начисление.");
        api().post(
                        "registrar",
                        "/api/v1/text-modules",
                        Map.of(
                                "name",
                                "Начисление " + one.number(),
                                "text",
                                "По обращению № {{номер}} начисление **верно**."))
                .is(201);
        try (var browser = new Browser(port)) {
            var registrar = browser.signedIn("registrar");
            registrar.navigate("/console/modules");
            browser.look(registrar, "modules");
            registrar.navigate("/appeals/" + one.id());

            var page = browser.signedIn("executor");
            page.navigate("/appeals/" + one.id());
            button(page, "Начать ответ").click();
            page.getByLabel("Заготовка")
                    .selectOption(
                            new com.microsoft.playwright.options.SelectOption().setLabel("Начисление " + one.number()));
            button(page, "Вставить заготовку").click();
            assertThat(page.getByLabel("Текст ответа"))
                    .hasValue("По обращению № %s начисление **верно**.".formatted(one.number()));
            assertThat(page.getByText("Белова Ольга тоже здесь")).isVisible();
            page.getByLabel("Текст ответа").fill("Слово");
            page.getByLabel("Текст ответа").selectText();
            button(page, "Полужирный").click();
            assertThat(page.getByLabel("Текст ответа")).hasValue("**Слово**");
            button(page, "Показать письмо").click();
            assertThat(page.getByAltText("Письмо, страница 1")).isVisible();
            page.getByText("Кто согласует и подписывает").click();
            page.getByLabel("Согласует, 1-й").selectOption("Кузнецов И. А.");
            page.getByLabel("Подписывает").selectOption("Морозов В. Н.");
            browser.look(page, "answer-editor");
            button(page, "На согласование").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("на согласование");

            var asked = browser.signedIn("executor2");
            asked.navigate("/appeals/" + one.id());
            asked.getByLabel("Что исправить").fill("Напишите подробнее");
            button(asked, "Вернуть на доработку").click();
            assertThat(asked.getByRole(AriaRole.STATUS)).isVisible();
            page.navigate("/appeals/" + one.id());
            page.getByLabel("Текст ответа").fill("**Слово** и дело");
            page.getByText("Кто согласует и подписывает").click();
            page.getByLabel("Согласует, 1-й").selectOption("Кузнецов И. А.");
            button(page, "На согласование").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("на согласование");
            asked.navigate("/appeals/" + one.id());
            assertThat(asked.getByText("Что изменилось с прошлого раза")).isVisible();
            assertThat(asked.locator("ins")).containsText("и дело");
            browser.look(asked, "approval-round");
            button(asked, "Согласовать").click();
            assertThat(asked.getByRole(AriaRole.STATUS)).isVisible();
            var signer = browser.signedIn("signer");
            signer.navigate("/appeals/" + one.id());
            button(signer, "Согласовать").click();
            assertThat(signer.getByRole(AriaRole.STATUS)).isVisible();
            assertThat(office.answer(one).path("status").asString()).isEqualTo("APPROVED");
        }
    }

    @Test
    void theRightToSignIsGivenAndEndedOnItsScreen() {
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("director");
            page.navigate("/console/signing");
            page.getByLabel("Кому").selectOption("Орлова Е. В.");
            page.getByLabel("С", new Page.GetByLabelOptions().setExact(true)).fill("2020-01-01");
            page.getByLabel("По (можно не указывать)").fill("2020-12-31");
            page.getByLabel("Доверенность (номер и дата)").fill("№ 3 от 01.01.2020");
            button(page, "Дать право подписи").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Право подписи дано");
            assertThat(page.getByText("№ 3 от 01.01.2020").first()).isVisible();
            browser.look(page, "signing-rights");
        }
    }

    private static byte[] logo() throws IOException {
        var picture = new BufferedImage(300, 90, BufferedImage.TYPE_INT_ARGB);
        var canvas = picture.createGraphics();
        canvas.setColor(new Color(20, 90, 160));
        canvas.fillOval(5, 5, 290, 80);
        canvas.dispose();
        var png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }
}
