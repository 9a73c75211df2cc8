package ru.priyomnaya.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.priyomnaya.Browser.button;

import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import ru.priyomnaya.Api;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;
import ru.priyomnaya.Paperwork;

/** The card: what comes next in one click, files in place, two people on it at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CardStoryTests extends GatewayTest {
    private Browser browser;
    private Office office;

    @BeforeAll
    void open() {
        browser = new Browser(port);
        office = new Office(api());
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @Test
    void anAppealIsAssignedByOneClick() {
        var one = office.appeal("Прошу назначить одним нажатием.");
        jdbc.sql("update appeal set status = 'REGISTERED', executor_id = null, department_id = null where id = :id")
                .param("id", UUID.fromString(one.id()))
                .update();
        var page = browser.signedIn("registrar");
        page.navigate("/appeals/" + one.id());
        assertThat(page.locator(".next")).containsText("Назначить исполнителя");
        browser.look(page, "card-new");
        page.locator(".proposals button").first().click();
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Исполнитель назначен");
        assertThat(page.locator(".next")).containsText("Написать ответ");
    }

    @Test
    void filesAreLookedAtInPlaceAndWhatCannotBeDrawnIsSaid() throws IOException {
        var picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "png", picture);
        var letter = office.letter(office.approved(office.appeal("Прошу показать письмо."), "Вот письмо."));
        var id = api().upload(
                        "registrar",
                        "POST",
                        "/api/v1/appeals",
                        Map.of("channel", "POST", "text", "С вложениями"),
                        new Api.File("files", "счёт.pdf", Paperwork.signed(letter)),
                        new Api.File("files", "фото.png", picture.toByteArray()),
                        new Api.File("files", "битый.pdf", "%PDF-1.7 нет".getBytes(StandardCharsets.UTF_8)))
                .is(201)
                .json()
                .path("id")
                .asString();
        var page = browser.signedIn("registrar");
        page.navigate("/appeals/" + id);
        page.getByText("Посмотреть счёт.pdf").click();
        assertThat(page.getByAltText("счёт.pdf, страница 1")).isVisible();
        page.getByText("Посмотреть фото.png").click();
        assertThat(page.getByAltText("фото.png, страница 1")).isVisible();
        page.getByText("Посмотреть битый.pdf").click();
        assertThat(page.getByText("Файл повреждён, слишком велик или защищён паролем"))
                .isVisible();
        browser.look(page, "card-files");
    }

    @Test
    void twoAtOneCardSeeEachOtherAndLoseNoText() {
        var one = office.appeal("Прошу ответить вдвоём.");
        office.draft(one, "Первый текст.");
        var mine = browser.signedIn("executor");
        mine.navigate("/appeals/" + one.id());
        var theirs = browser.signedIn("registrar");
        theirs.navigate("/appeals/" + one.id());
        assertThat(theirs.locator(".presence")).containsText("Иванова");
        assertThat(mine.locator(".presence")).containsText("Белова");

        theirs.getByLabel("Текст ответа").fill("Текст регистратора.");
        await().atMost(Office.LIMIT)
                .until(() -> office.answer(one).path("text").asString().equals("Текст регистратора."));
        mine.getByLabel("Текст ответа").fill("Мой длинный текст.");
        assertThat(mine.locator("#saved")).containsText("Не сохранено");
        button(mine, "Сохранить").click();
        assertThat(mine.getByLabel("Несохранённый текст")).hasValue("Мой длинный текст.");
        assertThat(mine.getByLabel("Текст ответа")).hasValue("Текст регистратора.");
        browser.look(mine, "card-conflict");
    }

    @Test
    void aCardShowsAtOnceWhatOthersHaveDone() {
        var one = office.appeal("Прошу показать сразу.");
        var page = browser.signedIn("director");
        page.navigate("/appeals/" + one.id());
        assertThat(page.locator(".next")).containsText("Написать ответ");
        office.approved(one, "Сделано.");
        assertThat(page.locator(".next")).containsText("Подписать письмо");
        assertThat(page.getByText("Сделано.").first()).isVisible();
    }

    @Test
    void anAnswerGoesToApprovalAndIsApprovedWithoutTheMouse() {
        var one = office.appeal("Прошу ответить без мыши.");
        var page = browser.signedIn("executor");
        page.navigate("/appeals/" + one.id());
        page.keyboard().press("e");
        assertThat(page.getByLabel("Текст ответа")).isVisible();
        page.waitForLoadState();
        page.keyboard().press("e");
        assertThat(page.getByLabel("Текст ответа")).isFocused();
        page.keyboard().type("Ответ с клавиатуры.");
        page.keyboard().press("Control+Enter");
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("на согласование");

        var signer = browser.signedIn("signer");
        signer.navigate("/appeals/" + one.id());
        signer.keyboard().press("Control+Enter");
        assertThat(signer.getByRole(AriaRole.STATUS).first()).containsText("Ответ согласован");
        assertThat(jdbc.sql("select status from answer where appeal_id = :id")
                        .param("id", UUID.fromString(one.id()))
                        .query(String.class)
                        .single())
                .isEqualTo("APPROVED");
    }

    @Test
    void onATelephoneOneReadsAssignsAndApproves() {
        var one = office.appeal("Прошу прочитать на телефоне.");
        var answer = office.draft(one, "Короткий ответ.");
        api().post("executor", answer + "/submit", Map.of()).is(200);
        var page = browser.signedIn("signer", 390, 844, ColorScheme.DARK);
        page.navigate("/inbox?view=APPROVAL");
        browser.look(page, "phone-inbox");
        page.navigate("/appeals/" + one.id());
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                .isLessThanOrEqualTo(390);
        browser.look(page, "phone-card");
        button(page, "Согласовать").click();
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Ответ согласован");
    }
}
