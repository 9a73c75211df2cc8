package ru.priyomnaya.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;
import ru.priyomnaya.TestMail;

/** The lists of IT: narrowed, taken away as CSV, several lines at once. */
class ConsoleListTests extends GatewayTest {
    private List<Long> quarantined = List.of();

    @BeforeEach
    void twoEmptyLetters() {
        var mark = UUID.randomUUID().toString();
        for (int n = 0; n < 2; n++) {
            new TestMail(smtp, imap)
                    .send("From: <empty@example.ru>\nTo: reception@demo.local\nSubject: \nMessage-ID: <" + n + mark
                            + "@example.ru>\nContent-Type: text/plain; charset=utf-8\n\n");
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            quarantined = jdbc.sql(
                            "select id from intake where external_id like :mark and state = 'QUARANTINED' order by id")
                    .param("mark", "%" + mark + "%")
                    .query(Long.class)
                    .list();
            return quarantined.size() == 2;
        });
    }

    @Test
    void messagesAreNarrowedRetriedTogetherAndTakenAway() throws IOException {
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("it");
            page.navigate("/console/messages?state=QUARANTINED&code=mail-00");
            for (var id : quarantined) {
                page.getByLabel("Отметить " + id, new Page.GetByLabelOptions().setExact(true))
                        .check();
            }
            browser.look(page, "messages-ticked");

            Browser.button(page, "Прочитать отмеченные заново").click();

            assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Прочитано заново: 2");
            page.navigate("/console/messages?state=QUARANTINED&code=NOBODY-HAS");
            assertThat(page.getByText("Карантин пуст")).isVisible();
            var file = page.waitForDownload(() -> {
                page.navigate("/console/messages?channel=EMAIL");
                page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("CSV"))
                        .click();
            });
            assertThat(file.suggestedFilename()).isEqualTo("messages.csv");
            assertThat(Files.readString(file.path())).contains("Электронная почта;Карантин;MAIL-002");
            new Office(api()).appeal("Есть что отправить");
            await().atMost(Office.LIMIT)
                    .until(() -> jdbc.sql("select exists (select 1 from gis_exchange)")
                            .query(Boolean.class)
                            .single());
            for (var list : List.of("/console/deliveries", "/console/gis/exchanges")) {
                page.navigate(list);
                var another = page.waitForDownload(
                        () -> page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("CSV"))
                                .click());
                assertThat(Files.readString(another.path()).lines().count()).isGreaterThan(1);
            }
        }
        assertThat(jdbc.sql("select min(attempts) from intake where id in (:ids)")
                        .param("ids", quarantined)
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void theSameByApi() {
        var listed = api().get("it", "/api/v1/intake?state=QUARANTINED&code=MAIL-002&size=500")
                .is(200)
                .json();
        assertThat(listed.valueStream().map(one -> one.get("id").asLong())).containsAll(quarantined);
        assertThat(api().get("it", "/api/v1/intake?until=2020-01-01T00:00:00Z&size=500")
                        .is(200)
                        .json()
                        .valueStream()
                        .map(one -> one.get("id").asLong()))
                .doesNotContainAnyElementsOf(quarantined);

        var refused = api().post(
                        "it", "/api/v1/quarantine/retry", Map.of("ids", List.of(quarantined.get(0), 999_999_999L)))
                .is(200)
                .json();

        assertThat(refused.size()).isEqualTo(1);
        assertThat(refused.get("999999999").asString()).contains("Нет сообщения");
    }

    @Test
    void deliveriesAndExchangesHaveFilesToo() {
        var page = api().get("it", "/api/v1/deliveries?kind=RECEIPT&channel=EMAIL&size=5")
                .is(200)
                .json();
        assertThat(page.valueStream().map(one -> one.get("kind").asString())).allMatch("RECEIPT"::equals);
        assertThat(api().get("it", "/api/v1/exchanges?operation=EXPORT_WINDOW&size=5")
                        .is(200)
                        .json()
                        .valueStream()
                        .map(one -> one.get("operation").asString()))
                .allMatch("EXPORT_WINDOW"::equals);
        assertThat(api().post("it", "/api/v1/deliveries/retry", Map.of("ids", List.of(UUID.randomUUID())))
                        .is(200)
                        .json()
                        .toString())
                .contains("Нет доставки");
    }
}
