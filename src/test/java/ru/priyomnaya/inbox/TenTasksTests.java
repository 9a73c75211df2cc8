package ru.priyomnaya.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static ru.priyomnaya.Browser.button;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;
import ru.priyomnaya.Paperwork;

/**
 * The ten commonest tasks, each from the card or the list that it begins on: their clicks are counted by the browser, and the
 * guide must say the same. Choosing from a list counts for two.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenTasksTests extends GatewayTest {
    private static final Path GUIDE = Path.of("docs/staff-guide.ru.md");
    private static final Pattern LINE = Pattern.compile("^\\| ([^|]+?) \\| (\\d+) \\|", Pattern.MULTILINE);
    private static final String COUNT = """
            addEventListener('click', (event) => {
              if (event.isTrusted && !event.target.closest('label')) sessionStorage.clicks = Number(sessionStorage.clicks ?? 0) + 1;
            }, true);
            addEventListener('change', (event) => {
              if (event.target.matches('select')) sessionStorage.clicks = Number(sessionStorage.clicks ?? 0) + 2;
            }, true);""";

    private final Map<String, Integer> counted = new TreeMap<>();
    private final Map<String, Duration> took = new TreeMap<>();
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

    @FunctionalInterface
    private interface Task {
        void on(Page page);
    }

    private void count(String name, Page page, Task task) {
        page.evaluate("sessionStorage.clicks = 0");
        var begun = System.nanoTime();
        task.on(page);
        took.put(name, Duration.ofNanos(System.nanoTime() - begun));
        counted.put(name, ((Number) page.evaluate("Number(sessionStorage.clicks)")).intValue());
    }

    private static void isDone(Page page, String sentence) {
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText(sentence);
    }

    private Page card(String person, Office.Case one) {
        var page = browser.signedIn(person);
        page.addInitScript(COUNT);
        page.navigate("/appeals/" + one.id());
        return page;
    }

    @Test
    void theGuideSaysHowManyClicksEachTakes() throws IOException {
        var one = office.appeal("Прошу посчитать нажатия.");
        office.isFamiliarToTheExecutor(jdbc, one);
        jdbc.sql("update appeal set status = 'REGISTERED', executor_id = null, department_id = null where id = :id")
                .param("id", UUID.fromString(one.id()))
                .update();
        api().post("registrar", "/api/v1/text-modules", Map.of("name", "Нажатия", "text", "По обращению № {{номер}}."))
                .is(201);

        count("Назначить исполнителя", card("registrar", one), page -> {
            button(page, "Назначить: Иванова А. П.").click();
            isDone(page, "Исполнитель назначен");
        });
        var executor = card("executor", one);
        count("Ответить по заготовке и отправить на согласование", executor, page -> {
            button(page, "Нажатия").click();
            button(page, "На согласование").click();
            isDone(page, "на согласование");
        });
        count("Вернуть на доработку", card("signer", one), page -> {
            page.getByLabel("Что исправить").fill("Подробнее");
            button(page, "Вернуть на доработку").click();
            isDone(page, "возвращён");
        });
        executor.navigate("/appeals/" + one.id());
        executor.getByLabel("Текст ответа").fill("Подробный ответ.");
        button(executor, "На согласование").click();
        isDone(executor, "на согласование");
        count("Согласовать ответ", card("signer", one), page -> {
            button(page, "Согласовать").click();
            isDone(page, "согласован");
        });
        executor.navigate("/appeals/" + one.id());
        var scan = executor.request()
                .get(executor.getByText("Письмо на бланке (PDF)").getAttribute("href"))
                .body();
        count("Приложить подписанный скан", executor, page -> {
            page.locator("#file").setInputFiles(new FilePayload("s.pdf", "application/pdf", Paperwork.signed(scan)));
            button(page, "Приложить скан").click();
            isDone(page, "Скан приложен");
        });
        count("Отправить ответ заявителю", executor, page -> {
            button(page, "Отправить заявителю").click();
            isDone(page, "в очередь отправки");
        });
        office.awaitStatus(one, "SENT");
        executor.navigate("/appeals/" + one.id());
        count("Закрыть обращение", executor, page -> {
            button(page, "Закрыть обращение").click();
            isDone(page, "закрыто");
        });
        count("Найти обращение по номеру", executor, page -> {
            page.keyboard().press("Control+k");
            page.keyboard().type(one.number());
            assertThat(page.locator("#palette-found li").first()).containsText(one.number());
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile(".*" + one.id()));
        });
        count("Посмотреть, что просрочено", executor, page -> {
            page.navigate("/inbox?view=MINE");
            page.locator(".tabs a").getByText("Просрочено").click();
            assertThat(page).hasURL(Pattern.compile(".*view=OVERDUE"));
        });
        count("Занести звонок", card("registrar", one), page -> {
            page.navigate("/inbox?view=ALL");
            page.getByText("Занести вручную").click();
            page.getByLabel("Как поступило").selectOption("PHONE");
            page.getByLabel("Фамилия").fill("Сидоров");
            page.locator("textarea[name=text]").fill("Спрашивает о показаниях.");
            button(page, "Зарегистрировать").click();
            assertThat(page).hasURL(Pattern.compile(".*/appeals/[0-9a-f-]{36}.*"));
        });

        var said = new TreeMap<String, Integer>();
        LINE.matcher(Files.readString(GUIDE))
                .results()
                .forEach(line -> said.put(line.group(1), Integer.valueOf(line.group(2))));
        assertThat(said)
                .as("clicks, and the time that each took: %s", took)
                .containsExactlyInAnyOrderEntriesOf(counted);
    }
}
