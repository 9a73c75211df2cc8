package ru.priyomnaya.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.priyomnaya.Browser.button;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;

/** The list as staff use it all day: views, ticks, columns, what is new, who is there, and all of it by keyboard. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxStoryTests extends GatewayTest {
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

    @AfterEach
    void asEverybodyBegins() {
        jdbc.sql("delete from preference").update();
        jdbc.sql("delete from saved_view").update();
    }

    /** A word that no other test's appeals have. */
    private static String word() {
        return "слово" + UUID.randomUUID().toString().replaceAll("[^0-9]", "");
    }

    private Office.Case unassigned(String text) {
        var one = office.appeal(text);
        jdbc.sql("update appeal set status = 'REGISTERED', executor_id = null, department_id = null where id = :id")
                .param("id", UUID.fromString(one.id()))
                .update();
        return one;
    }

    private static void find(Page page, String word, int lines) {
        await().atMost(Office.LIMIT).until(() -> {
            page.navigate("/inbox?view=ALL&q=" + word);
            return page.locator(".register tbody tr").count() == lines;
        });
    }

    @Test
    void severalAreAssignedPrintedAndExportedAtOnce() throws IOException {
        var word = word();
        var first = unassigned("Первое " + word);
        var second = unassigned("Второе " + word);
        var page = browser.signedIn("registrar");
        find(page, word, 2);
        assertThat(button(page, "Назначить отмеченные")).isHidden();
        page.getByLabel("Отметить все на странице").check();
        assertThat(page.getByText("Отмечено: 2")).isVisible();
        browser.look(page, "inbox-ticked");

        var download =
                page.waitForDownload(() -> button(page, "Выгрузить в XLSX").click());
        try (var book = new XSSFWorkbook(Files.newInputStream(download.path()))) {
            var numbers = List.of(
                    book.getSheetAt(0).getRow(1).getCell(0).getStringCellValue(),
                    book.getSheetAt(0).getRow(2).getCell(0).getStringCellValue());
            assertThat(numbers).containsExactlyInAnyOrder(first.number(), second.number());
        }
        var paper = page.waitForPopup(() -> button(page, "Печать").click());
        assertThat(paper.getByText("Второе " + word).first()).isVisible();
        browser.look(paper, "inbox-print");
        paper.close();

        page.getByLabel("Кому назначить").selectOption("Иванова А. П.");
        button(page, "Назначить отмеченные").click();
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Назначено: 2");
        assertThat(page.locator(".register")).containsText("Иванова А. П.");
        assertThat(jdbc.sql("select count(*) from journal_entry where event = 'LIST_EXPORTED'")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void whatIsEndedIsNamedAndDoesNotHoldUpTheOthers() {
        var word = word();
        var ended = office.appeal("Отозвано " + word);
        unassigned("Новое " + word);
        jdbc.sql("update appeal set status = 'WITHDRAWN' where id = :id")
                .param("id", UUID.fromString(ended.id()))
                .update();
        var page = browser.signedIn("registrar");
        find(page, word, 2);
        page.getByLabel("Отметить все на странице").check();
        page.getByLabel("Кому назначить").selectOption("Иванова А. П.");
        button(page, "Назначить отмеченные").click();
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Назначено: 1");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("№ " + ended.number());
    }

    @Test
    void aListIsKeptUnderANameWithItsColumns() {
        var word = word();
        office.appeal("Своё " + word);
        var page = browser.signedIn("executor");
        find(page, word, 1);
        page.getByText("Столбцы", new Page.GetByTextOptions().setExact(true)).click();
        page.getByLabel("Канал", new Page.GetByLabelOptions().setExact(true))
                .last()
                .uncheck();
        page.getByLabel("Тема учёта").check();
        button(page, "Показать эти столбцы").click();
        assertThat(page.locator(".register thead")).containsText("Тема учёта");
        assertThat(page.locator(".register thead")).not().containsText("Канал");

        page.getByText("Сохранить этот список").click();
        page.getByLabel("Название").fill("По слову");
        button(page, "Сохранить список").click();
        page.navigate("/inbox?view=MINE");
        page.getByText("По слову").first().click();
        assertThat(page.locator(".register tbody tr")).hasCount(1);
        browser.look(page, "inbox-own");
        page.getByText("Свои списки").click();
        button(page, "Удалить список: По слову").click();
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Список удалён");
        assertThat(page.getByText("По слову")).hasCount(0);
    }

    @Test
    void whatIsNotReadStandsOutAndWhoIsThereIsNamed() {
        var word = word();
        var one = office.appeal("Непрочитанное " + word);
        var page = browser.signedIn("executor");
        find(page, word, 1);
        assertThat(page.locator("tr.unread")).hasCount(1);
        page.locator("a.open").click();
        assertThat(page).hasURL(Pattern.compile(".*" + one.id()));

        var other = browser.signedIn("registrar");
        find(other, word, 1);
        assertThat(other.locator(".register")).containsText("смотрит Иванова А.");
        page.goBack();
        page.reload();
        assertThat(page.locator("tr.unread")).hasCount(0);
        api().post("registrar", one.path() + "/assign", java.util.Map.of("executor", "executor2"))
                .is(200);
        page.reload();
        assertThat(page.locator("tr.unread")).hasCount(1);
    }

    @Test
    void newsWaitForThoseWhoAreInTheListAndComeWhenTheyLeave() {
        var word = word();
        office.appeal("Раньше " + word);
        var page = browser.signedIn("executor");
        find(page, word, 1);
        page.locator("a.open").focus();
        office.appeal("Позже " + word);
        assertThat(page.locator("#changed")).containsText("Список изменился");
        assertThat(page.locator("a.open")).isFocused();
        assertThat(page.locator(".register tbody tr")).hasCount(1);
        page.getByRole(AriaRole.SEARCHBOX).focus();
        assertThat(page.locator(".register tbody tr")).hasCount(2);
        assertThat(page.locator("#changed")).isEmpty();
    }

    @Test
    void theListIsWalkedAndTheProgramIsCommandedByKeyboard() {
        var word = word();
        var one = office.appeal("Клавиши " + word);
        office.appeal("Клавиатура " + word);
        var page = browser.signedIn("executor");
        find(page, word, 2);
        page.keyboard().press("Shift+Slash");
        assertThat(page.getByText("Горячие клавиши").first()).isVisible();
        browser.look(page, "keys");
        page.keyboard().press("Escape");
        page.keyboard().press("j");
        page.keyboard().press("x");
        assertThat(page.locator(".pick:checked")).hasCount(1);
        page.locator("a.open").first().focus();
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*" + one.id()));
        page.waitForLoadState();
        page.keyboard().press("g");
        page.keyboard().press("m");
        assertThat(page).hasURL(Pattern.compile(".*view=MINE"));
        page.waitForLoadState();
        page.keyboard().press("Control+k");
        page.keyboard().type(one.number());
        assertThat(page.locator("#palette-found li").first()).containsText(one.number());
        browser.look(page, "palette");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*" + one.id()));
        page.waitForLoadState();
        page.keyboard().press("Control+k");
        page.keyboard().type("просроч");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*view=OVERDUE"));
    }

    @Test
    void eachWorksInTheLightAndTheRoomThatTheyLike() {
        var page = browser.signedIn("signer", 1280, 900, ColorScheme.LIGHT);
        page.navigate("/profile");
        page.getByLabel("тёмная").check();
        page.getByLabel("плотно").check();
        page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Горячие клавиши"))
                .uncheck();
        browser.look(page, "profile");
        button(page, "Сохранить вид").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Вид сохранён");
        page.navigate("/inbox?view=ALL");
        assertThat(page.locator("html")).hasAttribute("data-theme", "DARK");
        browser.look(page, "inbox-dark");
        page.keyboard().press("Shift+Slash");
        assertThat(page.locator("#keys")).isHidden();
    }

    @Test
    void aFirstHintIsPutAwayForGood() {
        var page = browser.signedIn("executor2");
        assertThat(page.locator(".first-hint")).isVisible();
        button(page, "Понятно").click();
        assertThat(page.locator(".first-hint")).isHidden();
        page.reload();
        assertThat(page.locator(".first-hint")).hasCount(0);
    }
}
