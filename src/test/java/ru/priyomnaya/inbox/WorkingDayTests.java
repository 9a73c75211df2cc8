package ru.priyomnaya.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static ru.priyomnaya.Browser.button;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;
import ru.priyomnaya.Paperwork;

/** One day of an office: each begins at the sign-in page, learns on the screen what there is to do, and does it. */
class WorkingDayTests extends GatewayTest {
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void theDayOfRegistrarExecutorSignerAndDirector() {
        var office = new Office(api());
        var one = office.appeal("Не приходят квитанции " + mark);
        office.isFamiliarToTheExecutor(jdbc, one);
        jdbc.sql("update appeal set status = 'REGISTERED', executor_id = null, department_id = null where id = :id")
                .param("id", UUID.fromString(one.id()))
                .update();
        jdbc.sql("update notification set read_at = now() where read_at is null")
                .update();
        try (var browser = new Browser(port)) {
            registrar(browser, one);
            var card = executor(browser);
            signer(browser);
            executorSends(browser, card);
            office.awaitStatus(one, "SENT");
            director(browser);
        }
    }

    private static Page open(Browser browser, String person) {
        var page = browser.signedIn(person);
        page.waitForLoadState();
        return page;
    }

    private static void isDone(Page page, String sentence) {
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText(sentence);
    }

    /** Sees what has no executor, looks who asks, gives it to somebody. */
    private void registrar(Browser browser, Office.Case one) {
        var page = open(browser, "registrar");
        page.locator(".tabs a").getByText("Без исполнителя").click();
        page.getByLabel("Порядок").selectOption("NEWEST"); // others leave theirs
        button(page, "Найти").click();
        page.getByText(one.number(), new Page.GetByTextOptions().setExact(true)).click();
        button(page, "Назначить: Иванова А. П.").click();
        isDone(page, "Исполнитель назначен");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("К списку"))
                .click();
        assertThat(page).hasURL(Pattern.compile(".*view=UNASSIGNED.*"));
    }

    /** Learns of it from the notifications, answers, asks for approval; the news go out as they are read. */
    private String executor(Browser browser) {
        var page = open(browser, "executor");
        assertThat(page.locator("header .count")).hasText("1");
        page.getByText("Уведомления").first().click();
        browser.look(page, "notifications");
        page.locator("tbody tr")
                .filter(containing(mark))
                .getByText("Вам назначено обращение")
                .first()
                .click();
        assertThat(page.locator("header .count")).hasCount(0);
        button(page, "Начать ответ").click();
        page.getByLabel("Текст ответа").fill("Квитанции отправлены повторно.");
        button(page, "На согласование").click();
        isDone(page, "на согласование");
        browser.look(page, "day-executor");
        var card = page.url();
        page.context().close(); // an open card takes in what is new by itself
        return card;
    }

    private void signer(Browser browser) {
        var page = open(browser, "signer");
        page.navigate("/notifications?unread=true");
        page.locator("tbody tr")
                .filter(containing(mark))
                .getByText("Ждёт вашего решения")
                .click();
        browser.look(page, "day-signer");
        button(page, "Согласовать").click();
        isDone(page, "согласован");
    }

    private void executorSends(Browser browser, String card) {
        var page = open(browser, "executor");
        page.navigate("/notifications?unread=true");
        page.locator("tbody tr")
                .filter(containing(mark))
                .getByText("Ответ согласован")
                .click();
        assertThat(page).hasURL(card);
        var letter = page.request()
                .get(page.getByText("Письмо на бланке (PDF)").getAttribute("href"))
                .body();
        page.locator("#file").setInputFiles(new FilePayload("s.pdf", "application/pdf", Paperwork.signed(letter)));
        button(page, "Приложить скан").click();
        isDone(page, "Скан приложен");
        button(page, "Отправить заявителю").click();
        isDone(page, "в очередь отправки");
    }

    /** What burns, how it goes, and the journal. */
    private void director(Browser browser) {
        var page = open(browser, "director");
        page.getByText("Контроль", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("h1")).hasText("Контроль сроков");
        page.locator(".tabs a").getByText("Сводка").click();
        assertThat(page.locator("h1")).hasText("Сводка");
        browser.look(page, "day-director");
        page.locator(".tabs a").getByText("Журнал").click();
        assertThat(page.locator("h1")).hasText("Журнал регистрации");
        for (var next = page.locator("a[rel=next]"); next.count() > 0; ) { // the newest are on the last page
            page.navigate(next.getAttribute("href"));
        }
        assertThat(page.locator("tbody tr").filter(containing(mark))).containsText("Отправлено");
        page.navigate("/notifications");
        page.getByText("Что и как мне сообщать").click();
        page.getByLabel("Ждёт вашего решения: письмом").uncheck();
        button(page, "Сохранить").click();
        isDone(page, "сохранена");
        page.getByText("Что и как мне сообщать").click();
        assertThat(page.getByLabel("Ждёт вашего решения: письмом")).not().isChecked();
        jdbc.sql("delete from notification_choice").update();
    }

    private static Locator.FilterOptions containing(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
