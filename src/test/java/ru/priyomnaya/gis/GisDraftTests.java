package ru.priyomnaya.gis;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.priyomnaya.Browser.button;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import ru.priyomnaya.Browser;

/** Other settings than the demo's: drafts instead of answers, the other profile of signature, older versions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GisDraftTests extends GisTest {
    private Browser browser;

    @DynamicPropertySource
    static void otherSettings(DynamicPropertyRegistry settings) {
        settings.add("priyomnaya.gis.send-mode", () -> "draft");
        settings.add("priyomnaya.gis.signature-profile", () -> "P3");
        settings.add("priyomnaya.gis.export-version", () -> "13.2.1.0");
        settings.add("priyomnaya.gis.import-version", () -> "12.2.0.13");
    }

    @BeforeAll
    void open() {
        browser = new Browser(port);
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @Test
    void aDraftIsLoadedDeletedLoadedAgainAndSentByAPerson() {
        var guid = stand.appeal();
        var id = registered(guid);
        var answer = signedAnswer(id);
        send(id, answer);
        await().atMost(LIMIT).until(() -> stand.holding(guid).path("answers").size() == 1);
        await().atMost(LIMIT).until(() -> nothingIsOpen(id));
        assertThat(stand.holding(guid).path("answers").path(0).path("sent").asBoolean())
                .isFalse();
        assertThat(card(id).path("status").asString()).isEqualTo("SIGNED");

        var executor = browser.signedIn("executor");
        executor.navigate("/appeals/" + id);
        press(executor, "Удалить черновик");
        await().atMost(LIMIT).until(() -> stand.holding(guid).path("answers").isEmpty() && nothingIsOpen(id));
        assertThat(card(id).path("deliveries").path(0).path("error").asString()).contains("Черновик удалён");

        send(id, answer);
        await().atMost(LIMIT).until(() -> stand.holding(guid).path("answers").size() == 1 && nothingIsOpen(id));
        executor.navigate("/appeals/" + id);
        browser.look(executor, "card-gis-draft");
        press(executor, "Отправить черновик");

        assertSentOnce(guid, id);
        assertThat(stand.holding(guid).path("answers").path(0).path("sent").asBoolean())
                .isTrue();
    }

    private static void press(Page page, String name) {
        button(page, name).click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("в очередь");
    }
}
