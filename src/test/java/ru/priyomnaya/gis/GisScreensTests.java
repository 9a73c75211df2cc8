package ru.priyomnaya.gis;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;

/** An appeal from ГИС ЖКХ answered in a real browser with an electronic signature; then what IT sees of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GisScreensTests extends GatewayTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
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
    void anAnswerIsSignedElectronicallyAndGoesBack() {
        var stand = new Stand(port);
        var guid = stand.appeal(
                "AppealText", "<p>Свет отключают каждый вечер, ток <5 А.</p>",
                "Collective", "true",
                "NeighbourInfo",
                        List.of(Map.of(
                                "Person", Map.of("Surname", "Зимин", "FirstName", "Глеб"), "ApartmentNumber", "42")));
        await().atMost(LIMIT).until(() -> !idOf(guid).isEmpty());
        var id = idOf(guid);
        api().post("registrar", "/api/v1/appeals/" + id + "/assign", Map.of("executor", "executor"))
                .is(200);
        await().atMost(LIMIT).until(() -> stand.holding(guid).path("performer").isString());

        var executor = browser.signedIn("executor");
        executor.navigate("/appeals/" + id);
        assertThat(executor.locator("#gis")).containsText("Назначить исполнителя");
        executor.getByText("Переадресовать").first().click();
        executor.locator("#redirect-comment").fill("Коротко");
        assertThat(executor.locator("#redirect-count")).containsText("не хватает ещё 93");
        browser.look(executor, "card-gis");
        button(executor, "Начать ответ").click();
        executor.getByLabel("Текст ответа").fill("Линия отремонтирована, отключений больше не будет.");
        button(executor, "На согласование").click();

        var signer = browser.signedIn("signer");
        signer.navigate("/appeals/" + id);
        button(signer, "Согласовать").click();
        browser.look(signer, "card-gis-sign");
        button(signer, "Подписать электронно").click();
        assertThat(signer.getByRole(AriaRole.STATUS)).containsText("подписан электронно");
        button(signer, "Отправить заявителю").click();

        await().atMost(LIMIT)
                .until(() -> stand.holding(guid).path("status").asString().equals("Executed"));
        assertThat(stand.holding(guid)
                        .path("answers")
                        .path(0)
                        .path("signedAttachments")
                        .path(0)
                        .path("signatureProblems"))
                .isEmpty();
        await().atMost(LIMIT).untilAsserted(() -> {
            executor.navigate("/appeals/" + id);
            assertThat(executor.locator("#gis")).containsText("Исполнено");
        });
        browser.look(executor, "card-gis-sent");
    }

    @Test
    void itTestsTheKeyAndWatchesTheExchange() {
        var it = browser.signedIn("it");
        it.navigate("/console/gis");
        button(it, "Проверить подпись").click();
        assertThat(it.getByText("Подписан и проверен, профиль P1")).isVisible();
        browser.look(it, "gis-state");
        it.navigate("/console/gis/exchanges");
        browser.look(it, "gis-exchanges");
        it.navigate("/console/gis/errors");
        browser.look(it, "gis-errors");
        it.navigate("/console/gis/answerers");
        browser.look(it, "gis-answerers");
    }

    private String idOf(String guid) {
        return jdbc.sql("select id from appeal where channel = 'GIS' and external_id = :guid")
                .param("guid", guid)
                .query(UUID.class)
                .optional()
                .map(UUID::toString)
                .orElse("");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
