package ru.priyomnaya.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static ru.priyomnaya.Browser.button;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import tools.jackson.databind.JsonNode;

/** The office changes its rules in a browser, and appeals follow. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuleScreensTests extends GatewayTest {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
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
    void aRuleIsTriedKeptAndEnded() {
        var director = browser.signedIn("director");
        director.navigate("/console/deadlines");
        director.getByLabel("Канал").selectOption("FAX");
        director.getByLabel("Вид").selectOption("REVIEW");
        director.getByLabel("Срок ответа", new Page.GetByLabelOptions().setExact(true))
                .fill("5");
        director.getByLabel("Считать", new Page.GetByLabelOptions().setExact(true))
                .selectOption("WORKING_DAYS");
        director.getByLabel("Основание").fill("Приказ № 7, п. 2");
        director.getByLabel("Проверить на дату регистрации").fill("2026-06-10");
        button(director, "Посчитать срок").click();

        assertThat(director.locator("#tried")).containsText("Срок — 18.06.2026");
        assertThat(director.locator("#tried")).containsText("Пропущено 12.06.2026: День России");
        browser.look(director, "rules-deadlines");
        director.getByLabel("Действует с")
                .fill(LocalDate.now(ZoneId.of("Europe/Moscow")).toString());
        button(director, "Сохранить правило").click();
        assertThat(director.getByRole(AriaRole.STATUS)).containsText("Правило сохранено");
        var card = enter("FAX", "REVIEW");
        assertThat(card.path("deadline").path("rule").asString()).isEqualTo("5 рабочих дней");
        assertThat(card.path("deadline").path("basis").asString()).isEqualTo("Приказ № 7, п. 2");
        assertThat(enter("FAX", "COMPLAINT").path("deadline").path("rule").asString())
                .isEqualTo("30 календарных дней");

        director.locator("tr", new Page.LocatorOptions().setHasText("Приказ № 7"))
                .getByText("Завершить")
                .click();
        assertThat(director.getByRole(AriaRole.STATUS)).containsText("завершено");
        jdbc.sql("update deadline_rule set valid_until = valid_from - 1 where basis like 'Приказ № 7%'")
                .update(); // other tests run on the same day
    }

    @Test
    void theLastRuleWithoutConditionsStays() {
        var director = browser.signedIn("director");
        director.navigate("/console/deadlines");

        director.locator("tr", new Page.LocatorOptions().setHasText("Все остальные"))
                .getByText("Завершить")
                .click();

        assertThat(director.getByRole(AriaRole.ALERT)).containsText("последнее правило без условий");
    }

    @Test
    void aChangedDayMovesOpenDeadlinesAfterItHasShownThem() {
        var card = enter("POST", "APPEAL");
        var number = card.path("number").asString();
        var due = LocalDate.parse(card.path("due").asString());
        var director = browser.signedIn("director");
        change(director, due, "DAY_OFF", "выходной по указу");

        assertThat(director.getByText("№ " + number).first()).isVisible();
        browser.look(director, "rules-calendar-preview");
        assertThat(due(card)).isEqualTo(due);
        button(director, "Изменить календарь").click();
        assertThat(director.getByRole(AriaRole.STATUS)).containsText("сроки пересчитаны");

        assertThat(due(card)).isAfter(due);
        var moved = api().get("registrar", "/api/v1/appeals/" + card.path("id").asString())
                .json();
        assertThat(moved.path("deadline").path("explanation").toString())
                .contains("Нерабочий день " + DAY.format(due) + ": выходной по указу");
        assertThat(moved.path("journal").toString()).contains("DEADLINE_MOVED");
        change(director, due, "WORKING", "указ отменён");
        button(director, "Изменить календарь").click();
        assertThat(director.getByRole(AriaRole.STATUS)).containsText("сроки пересчитаны");
        assertThat(due(card)).isEqualTo(due);
    }

    @Test
    void aNewYearComesAsAFileAndABadFileIsExplained() {
        var director = browser.signedIn("director");
        director.navigate("/console/calendar");
        browser.look(director, "rules-calendar");
        upload(director, "<calendar year=\"2033\"><days><day d=\"02.30\" t=\"1\"/></days></calendar>");
        assertThat(director.getByRole(AriaRole.ALERT)).containsText("Нет такого дня в 2033 году: 02.30");
        upload(
                director,
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><calendar year=\"2033\">&e;</calendar>");
        assertThat(director.getByRole(AriaRole.ALERT)).containsText("не читается");
        upload(director, year2033(300));
        assertThat(director.getByRole(AriaRole.ALERT)).containsText("календарь неполон или неверен");

        upload(director, year2033(8));
        button(director, "Изменить календарь").click();

        assertThat(director.getByRole(AriaRole.STATUS)).containsText("Календарь изменён");
        director.navigate("/console/calendar?year=2033");
        assertThat(director.getByText("Предварительный год")).not().isVisible();
        var preview = api().get(
                        "registrar", "/api/v1/deadlines/preview?channel=POST&kind=APPEAL&topic=&received=2032-12-20")
                .is(200)
                .json();
        assertThat(preview.path("provisional").asBoolean()).isTrue(); // 2032 itself is not published
        assertThat(api().get("registrar", "/api/v1/deadlines/preview?channel=POST&received=2033-02-01")
                        .json()
                        .path("provisional")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aDayBeforeAllRulesIsExplainedAndAnOldOneIsCounted() {
        assertThat(api().get("registrar", "/api/v1/deadlines/preview?channel=POST&received=2019-03-01")
                        .is(200)
                        .json()
                        .path("rule")
                        .asString())
                .isEqualTo("30 календарных дней");
        assertThat(api().get("registrar", "/api/v1/deadlines/preview?channel=POST&received=1999-03-01")
                        .is(422)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("APPEAL-003");
    }

    @Test
    void onlyThoseWhoMayChangeTheRules() {
        assertThat(browser.signedIn("executor").navigate("/console/deadlines").status())
                .isEqualTo(403);
        assertThat(browser.signedIn("it").navigate("/console/calendar").status())
                .isEqualTo(403);
    }

    /** The first days of January off, and then as many more as asked for. */
    private static String year2033(int off) {
        var days = new StringBuilder();
        LocalDate.of(2033, 1, 1)
                .datesUntil(LocalDate.of(2033, 1, 1).plusDays(off))
                .forEach(day -> days.append(
                        "<day d=\"%02d.%02d\" t=\"1\"/>".formatted(day.getMonthValue(), day.getDayOfMonth())));
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><calendar year=\"2033\"><days>" + days + "</days></calendar>";
    }

    private static void upload(Page director, String xml) {
        director.navigate("/console/calendar");
        director.getByLabel("Файл XML")
                .setInputFiles(new FilePayload("2033.xml", "text/xml", xml.getBytes(StandardCharsets.UTF_8)));
        director.locator("form", new Page.LocatorOptions().setHasText("Загрузить год"))
                .getByText("Показать, что изменится")
                .click();
    }

    private static void change(Page director, LocalDate day, String kind, String title) {
        director.navigate("/console/calendar");
        director.getByLabel("День").fill(day.toString());
        director.getByLabel("Становится").selectOption(kind);
        director.getByLabel("Почему").fill(title);
        director.locator("form", new Page.LocatorOptions().setHasText("Изменить день"))
                .getByText("Показать, что изменится")
                .click();
    }

    private JsonNode enter(String channel, String kind) {
        return api().post(
                        "registrar", "/api/v1/appeals", Map.of("channel", channel, "kind", kind, "text", "О правилах"))
                .is(201)
                .json();
    }

    private LocalDate due(JsonNode card) {
        return LocalDate.parse(
                api().get("registrar", "/api/v1/appeals/" + card.path("id").asString())
                        .json()
                        .path("due")
                        .asString());
    }
}
