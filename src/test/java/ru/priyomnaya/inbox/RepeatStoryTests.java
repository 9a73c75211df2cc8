package ru.priyomnaya.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.priyomnaya.Browser.button;

import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import tools.jackson.databind.JsonNode;

/** The same appeal through two channels, the same applicant again, and what the program only suggests. */
class RepeatStoryTests extends GatewayTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String email = "repeat" + mark + "@example.ru";
    private final String text = "Соседний дом %s: третью неделю горит фонарь днём, за свет платим мы.".formatted(mark);

    @Test
    void theSameAppealFromTwoChannelsIsJoinedAndParted() {
        mail().send("""
                From: Тихонова Вера <%s>
                To: reception@demo.local
                Subject: Фонарь
                Message-ID: <%s@example.ru>
                Content-Type: text/plain; charset=utf-8

                Здравствуйте! %s
                """.formatted(email, mark, text));
        var letter = await().atMost(LIMIT)
                .until(() -> byWords(mark), Optional::isPresent)
                .orElseThrow();
        var form = submitted(text);
        var proposed = card(form).path("others").get(0);
        assertThat(proposed.path("appealId").asString()).isEqualTo(letter);
        assertThat(proposed.path("same").asBoolean()).isTrue();
        assertThat(proposed.path("sameApplicant").asBoolean()).isTrue();
        var ownTerm = card(letter).path("due").asString();
        var earlierTerm = card(form).path("due").asString();

        try (var browser = new Browser(port)) {
            var registrar = browser.signedIn("registrar");
            registrar.navigate("/appeals/" + form);
            browser.look(registrar, "card-repeat");
            registrar
                    .getByLabel(
                            "Присоединить к № " + card(letter).path("number").asString())
                    .click();
            assertThat(registrar.getByRole(AriaRole.STATUS)).containsText("связаны");
            browser.look(registrar, "card-joined");
        }

        assertThat(card(form).path("status").asString()).isEqualTo("LINKED");
        assertThat(card(letter).path("due").asString()).isEqualTo(earlierTerm);
        assertThat(card(letter).path("links").get(0).path("appealId").asString())
                .isEqualTo(form);
        assertThat(received("Обращения объединены"))
                .contains("Ответ будет дан на обращение № "
                        + card(letter).path("number").asString());

        api().post("registrar", path(form) + "/unlink", Map.of("to", letter)).is(200);

        assertThat(card(form).path("status").asString()).isIn("REGISTERED", "ASSIGNED");
        assertThat(card(letter).path("due").asString()).isEqualTo(ownTerm);
        assertThat(card(letter).path("links")).isEmpty();
        assertThat(received("Рассмотрение возобновлено")).contains("Срок ответа");
    }

    @Test
    void aNearMissIsTheSameApplicantButNotTheSameAppeal() {
        var march = submitted("Прошу пересчитать плату за март %s: показание 4410 учтено как 4140".formatted(mark));
        var april = submitted("Прошу пересчитать плату за апрель %s: показание 4520 учтено как 4250".formatted(mark));

        var other = card(april).path("others").get(0);

        assertThat(other.path("appealId").asString()).isEqualTo(march);
        assertThat(other.path("sameApplicant").asBoolean()).isTrue();
        assertThat(other.path("same").asBoolean()).isFalse();
    }

    @Test
    void aRepeatAndACollectiveAppealAreOnlyNoted() {
        var first = submitted(text);
        var second = submitted("Другой вопрос " + mark);
        var number = card(first).path("number").asString();

        api().post("registrar", path(second) + "/link", Map.of("to", number, "relation", "COLLECTIVE"))
                .is(200);

        assertThat(card(second).path("status").asString()).isNotEqualTo("LINKED");
        assertThat(card(second).path("links").get(0).path("relation").asString())
                .isEqualTo("COLLECTIVE");
        assertThat(api().post("registrar", path(second) + "/link", Map.of("to", number))
                        .status())
                .isEqualTo(422);
        assertThat(api().post("registrar", path(second) + "/link", Map.of("to", "7/Я-01"))
                        .status())
                .isEqualTo(404);
        assertThat(api().post("registrar", path(second) + "/link", Map.of("to", second))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aJoinedAppealGoesOnWhenTheLeadingOneEndsWithoutAnAnswer() {
        var leading = submitted(text);
        var joined = submitted(text + " Вера");
        api().post("registrar", path(joined) + "/link", Map.of("to", leading)).is(200);
        assertThat(card(joined).path("status").asString()).isEqualTo("LINKED");

        api().post("registrar", path(leading) + "/withdraw", Map.of("comment", "По телефону"))
                .is(200);

        assertThat(card(joined).path("status").asString()).isIn("REGISTERED", "ASSIGNED");
        assertThat(received("Рассмотрение возобновлено"))
                .contains(card(joined).path("number").asString());
    }

    @Test
    void twoPeopleWhoJoinTheSameTwoTheOtherWayRoundLeaveOneOpen() throws Exception {
        var one = submitted(text);
        var two = submitted(text + " Вера");
        var pool = Executors.newFixedThreadPool(2);
        try {
            var results = pool.invokeAll(List.<Callable<Integer>>of(
                    () -> api().post("registrar", path(one) + "/link", Map.of("to", two))
                            .status(),
                    () -> api().post("director", path(two) + "/link", Map.of("to", one))
                            .status()));
            assertThat(List.of(results.get(0).get(), results.get(1).get())).containsOnlyOnce(200);
        } finally {
            pool.shutdown();
        }

        var states = List.of(
                card(one).path("status").asString(), card(two).path("status").asString());
        assertThat(states).containsOnlyOnce("LINKED");
    }

    @Test
    void groundsAreSuggestedAndTheOfficeKeepsTheWords() {
        var rude = submitted("Вы там дармоеды%s! Верните деньги.".formatted(mark));
        assertThat(card(rude).path("suggestions")).isEmpty();
        try (var browser = new Browser(port)) {
            var director = browser.signedIn("director");
            director.navigate("/console/words");
            director.getByLabel("Слово или выражение").fill("дармоеды" + mark);
            button(director, "Добавить").click();
            assertThat(director.getByRole(AriaRole.STATUS)).containsText("добавлено");
            browser.look(director, "rules-words");
            director.navigate("/appeals/" + rude);
            assertThat(director.getByText("Проверьте: Нецензурные")).isVisible();
            browser.look(director, "card-suggestion");
            director.navigate("/console/words");
            director.getByText("Показать слова").click();
            director.getByLabel("Убрать: дармоеды" + mark).click();
            assertThat(director.getByRole(AriaRole.STATUS)).containsText("убрано");
        }
        assertThat(card(rude).path("suggestions")).isEmpty();
        assertThat(card(submitted("asdfgh qwertyu zxcvbnm фывапролджэ йцукенг"))
                        .path("suggestions")
                        .toString())
                .contains("UNREADABLE");
    }

    private String submitted(String words) {
        var fields = new HashMap<>(
                Map.of("lastName", "Тихонова", "firstName", "Вера", "email", email, "text", words, "consent", "true"));
        var id = api().post("", "/api/v1/website/appeals", fields)
                .is(201)
                .json()
                .path("id")
                .asString();
        // The index is written beside the registration, a moment later.
        await().atMost(LIMIT)
                .until(() -> jdbc.sql("select exists (select 1 from appeal_match where appeal_id = :id)")
                        .param("id", UUID.fromString(id))
                        .query(Boolean.class)
                        .single());
        return id;
    }

    private String received(String subject) {
        return await().atMost(LIMIT)
                .until(
                        () -> mail().letters(email).stream()
                                .filter(letter -> letter.subject().contains(subject))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .text();
    }

    private Optional<String> byWords(String words) {
        var found = api().get("registrar", "/api/v1/appeals?q=" + words).json().path("items");
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.get(0).path("id").asString());
    }

    private JsonNode card(String id) {
        return api().get("registrar", path(id)).is(200).json();
    }

    private static String path(String id) {
        return "/api/v1/appeals/" + id;
    }
}
