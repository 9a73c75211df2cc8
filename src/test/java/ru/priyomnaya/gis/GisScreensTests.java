package ru.priyomnaya.gis;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.priyomnaya.Browser.button;

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
            assertThat(executor.locator("h1")).containsText("Отправлено");
        });
        assertThat(executor.locator(".timeline")).containsText("Исполнено в ГИС ЖКХ: Отправить ответ");
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

    @Test
    void aStopIsExplainedAndLifted() {
        var stand = new Stand(port);
        var it = browser.signedIn("it");
        stand.fail("AUT011003", "exportAppeal", 1);
        await().atMost(LIMIT).untilAsserted(() -> {
            it.navigate("/console/gis");
            assertThat(it.getByText("AUT011003")).isVisible();
        });
        assertThat(it.locator("body")).containsText("Обмен остановлен");
        browser.look(it, "gis-stopped");

        button(it, "Возобновить обмен").click();

        assertThat(it.getByRole(AriaRole.STATUS)).containsText("Обмен возобновлён");
        var guid = stand.appeal();
        await().atMost(LIMIT).until(() -> !idOf(guid).isEmpty());
    }

    @Test
    void anEmployeeOfTheCabinetIsMatchedAndARatingIsShown() {
        var stand = new Stand(port);
        var employee = UUID.randomUUID().toString();
        var it = browser.signedIn("it");
        it.navigate("/console/gis/answerers");
        it.getByLabel("Идентификатор сотрудника (AnswererGUID)").fill(employee);
        var engineer = it.locator("#person option", new Page.LocatorOptions().setHasText("Кузнецов"));
        it.locator("#person").selectOption(engineer.getAttribute("value"));
        button(it, "Добавить").click();
        assertThat(it.getByRole(AriaRole.STATUS)).containsText("Сохранено");

        var guid = stand.appeal("AnswererGUID", employee, "AppealStatus", "InWork");
        await().atMost(LIMIT).until(() -> !idOf(guid).isEmpty());
        stand.change(guid, Map.of("Assesment", "Так и не пришли"));

        var registrar = browser.signedIn("registrar");
        await().atMost(LIMIT).untilAsserted(() -> {
            registrar.navigate("/appeals/" + idOf(guid));
            assertThat(registrar.locator("#gis")).containsText("Так и не пришли");
        });
        assertThat(registrar.locator("body")).containsText("Кузнецов");
    }

    @Test
    void theTreatmentOfACodeIsChangedAndJournaled() {
        var it = browser.signedIn("it");
        it.navigate("/console/gis/errors");
        var row = it.locator(
                "tr", new Page.LocatorOptions().setHas(it.getByText("INT002018").first()));
        row.getByLabel("Пауза, с").fill("300");
        row.getByRole(AriaRole.BUTTON).click();

        assertThat(it.getByRole(AriaRole.STATUS)).containsText("INT002018");
        assertThat(it.locator("[id='s-INT002018']")).hasValue("300");
        org.assertj.core.api.Assertions.assertThat(
                        jdbc.sql("select count(*) from journal_entry where event = 'GIS_POLICY_CHANGED'")
                                .query(Integer.class)
                                .single())
                .isPositive();
    }

    private String idOf(String guid) {
        return jdbc.sql("select id from appeal where channel = 'GIS' and external_id = :guid")
                .param("guid", guid)
                .query(UUID.class)
                .optional()
                .map(UUID::toString)
                .orElse("");
    }
}
