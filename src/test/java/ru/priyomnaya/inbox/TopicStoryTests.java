package ru.priyomnaya.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static ru.priyomnaya.Browser.button;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import tools.jackson.databind.JsonNode;

/** The office keeps its topics; they ask for fields, name the kind, and several questions have an executor each. */
class TopicStoryTests extends GatewayTest {
    private final String name = "Опломбировка " + UUID.randomUUID().toString().substring(0, 6);

    @Test
    void aTopicAsksForWhatItNeedsAndNamesTheKind() {
        try (var browser = new Browser(port)) {
            var director = browser.signedIn("director");
            director.navigate("/console/topics");
            director.getByLabel("Название").fill(name);
            director.getByLabel("Обычный вид").selectOption("COMPLAINT");
            director.getByLabel("Темы ГИС ЖКХ, по одной в строке").fill("9.7 " + name);
            director.getByLabel("лицевой счёт или номер договора").check();
            button(director, "Сохранить тему").click();
            assertThat(director.getByRole(AriaRole.STATUS)).containsText("Тема сохранена");
            browser.look(director, "rules-topics");

            var fields = new HashMap<>(Map.of(
                    "lastName",
                    "Пломбир",
                    "firstName",
                    "Яна",
                    "email",
                    "plomb@example.ru",
                    "topic",
                    name,
                    "text",
                    "Опломбируйте",
                    "consent",
                    "true"));
            var refused =
                    api().post("", "/api/v1/website/appeals", fields).is(400).json();
            assertThat(refused.toString()).contains("account").contains(name);
            fields.put("account", "7601112233");
            var id = api().post("", "/api/v1/website/appeals", fields)
                    .is(201)
                    .json()
                    .path("id")
                    .asString();
            assertThat(card(id).path("officeTopic").asString()).isEqualTo(name);
            assertThat(card(id).path("kind").asString()).isEqualTo("COMPLAINT");

            var visitor = browser.visitor();
            visitor.navigate("/form/person");
            assertThat(visitor.getByLabel("Тема")
                            .locator("option", new Locator.LocatorOptions().setHasText(name))
                            .count())
                    .isEqualTo(1);

            director.navigate("/appeals/" + id);
            director.getByText("Изменить вид и тему").click();
            director.getByLabel("Вид", new Page.GetByLabelOptions().setExact(true))
                    .selectOption("REQUEST");
            button(director, "Сохранить вид и тему").click();
            assertThat(director.getByRole(AriaRole.STATUS)).containsText("Вид и тема сохранены");
            assertThat(card(id).path("kind").asString()).isEqualTo("REQUEST");
            assertThat(card(id).path("journal").toString()).contains("APPEAL_CLASSIFIED");
        }
    }

    @Test
    void severalQuestionsHaveAnExecutorAndAResultEach() {
        var id = api().post("registrar", "/api/v1/appeals", Map.of("channel", "POST", "text", "Тариф и счётчик"))
                .is(201)
                .json()
                .path("id")
                .asString();
        var path = "/api/v1/appeals/" + id;
        api().post("registrar", path + "/assign", Map.of("executor", "executor"))
                .is(200);
        api().post("executor", path + "/questions", Map.of("text", "Какой тариф?", "executor", "executor"))
                .is(201);
        var second = api().post(
                        "executor", path + "/questions", Map.of("text", "Когда поверка?", "executor", "executor2"))
                .is(201)
                .json()
                .path("questions")
                .get(1);
        var question = path + "/questions/" + second.path("id").asString();

        api().put("executor2", question, Map.of("result", "В марте")).is(200);

        assertThat(card(id).path("questions").get(1).path("result").asString()).isEqualTo("В марте");
        assertThat(card(id).path("questions").get(0).path("result").isNull()).isTrue();
        assertThat(api().put("signer", question, Map.of("result", "х")).status())
                .isEqualTo(403);
        assertThat(api().put("executor2", question, Map.of("result", " ")).status())
                .isEqualTo(422);
    }

    private JsonNode card(String id) {
        return api().get("registrar", "/api/v1/appeals/" + id).is(200).json();
    }
}
