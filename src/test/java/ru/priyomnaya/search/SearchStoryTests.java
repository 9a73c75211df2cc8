package ru.priyomnaya.search;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import ru.priyomnaya.Api;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;
import ru.priyomnaya.reader.Samples;

/** Staff looks for appeals on the screen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchStoryTests extends GatewayTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
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
    void aWordIsFoundInTheTextInTheAnswerAndInAFile() {
        var office = new Office(api());
        var account = "91" + (UUID.randomUUID().hashCode() & 0x7fffffff);
        var inText = office.appeal(
                "Прошу проверить <b>трёхфазную</b> термоусаживаемую муфту у подъезда", "account", account);
        var inAnswer = office.appeal("Когда починят кабель?", "account", account);
        office.draft(inAnswer, "Повреждённая термоусаживаемая муфта заменена сегодня.");
        var inFile = api().upload(
                        "registrar",
                        "POST",
                        "/api/v1/appeals",
                        Map.of(
                                "channel",
                                "POST",
                                "lastName",
                                "Договорова",
                                "text",
                                "Прилагаю акт",
                                "postalAddress",
                                "г. Приозёрск",
                                "account",
                                account),
                        new Api.File("files", "акт.pdf", Samples.pdf("Осмотр: термоусаживаемые муфты целы")))
                .is(201)
                .json();
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(jdbc.sql("""
                                        select count(*) from appeal_words w join appeal a on a.id = w.appeal_id
                                        where a.account = :account and w.words @@ to_tsquery('russian', 'термоусаживаемая')
                                        """)
                                .param("account", account)
                                .query(Long.class)
                                .single())
                        .isEqualTo(3));

        var page = browser.signedIn("registrar");
        search(page, "термоусаживаемых муфтах", account);
        assertThat(page.locator("table.register tbody tr")).hasCount(3);
        assertThat(page.locator("mark").first()).isVisible();
        assertThat(page.locator(".hit b")).hasCount(0);
        assertThat(page.getByText("в ответе:")).isVisible();
        assertThat(page.getByText("во вложении акт.pdf:")).isVisible();
        browser.look(page, "search");

        search(page, "термоусаживаемая муфтв", account);
        assertThat(page.locator(".read-as")).containsText("Показано по слову «муфт");
        assertThat(page.locator("table.register tbody tr")).hasCount(3);
        browser.look(page, "search-mistake");
        page.locator(".read-as a").click();
        assertThat(page.getByText("Ничего не нашлось")).isVisible();

        search(page, "муфта", account);
        page.getByLabel("с файлами").check();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Найти").setExact(true))
                .first()
                .click();
        assertThat(page.locator("table.register tbody tr")).hasCount(1);
        assertThat(page.getByText("Договорова")).isVisible();
        assertThat(inFile.path("id").asString()).isNotEqualTo(inText.id());
    }

    private static void search(Page page, String words, String account) {
        page.navigate("/inbox?view=ALL");
        page.locator("#q").fill(words);
        page.getByText("Ещё фильтры").click();
        page.getByLabel("Лицевой счёт").fill(account);
        page.locator("#q").press("Enter");
    }
}
