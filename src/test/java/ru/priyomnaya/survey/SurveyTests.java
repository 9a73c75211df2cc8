package ru.priyomnaya.survey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.priyomnaya.Browser.button;
import static ru.priyomnaya.Office.LIMIT;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;
import ru.priyomnaya.Office.Case;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.dispatch.ApplicantLinks;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.routing.ChannelPulse;
import tools.jackson.databind.JsonNode;

/** What citizens are asked, by which way, what they answer and what is done about it. */
class SurveyTests extends GatewayTest {
    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Moscow"));

    @Autowired
    private Questionnaires questionnaires;

    @Autowired
    private Surveys surveys;

    @Autowired
    private Appeals appeals;

    @Autowired
    private ApplicantLinks links;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Organizations organizations;

    @Autowired
    private ChannelPulse pulse;

    @Autowired
    private PlatformTransactionManager transactions;

    /** Other tests, that of every address above all, leave other questions or none. */
    @BeforeEach
    void usualQuestions() {
        api().put(
                        "director",
                        "/api/v1/surveys/questions",
                        Map.of(
                                "marks",
                                List.of("Понятен ли ответ?", "Устроил ли срок?", "Вежливы ли сотрудники?"),
                                "words",
                                "Что нам стоит исправить?"))
                .is(200);
    }

    @AfterEach
    void withoutAHead() {
        jdbc.sql("update department set head_id = null").update();
    }

    private String query(Case one) {
        return "number=" + URLEncoder.encode(one.number(), StandardCharsets.UTF_8) + "&key="
                + links.codeOf(appeals.get(UUID.fromString(one.id())));
    }

    private JsonNode summary() {
        return api().get("director", "/api/v1/surveys?from=" + today + "&until=" + today)
                .is(200)
                .json();
    }

    @Test
    void afterTheMarkComeAFewQuestionsAndALowMarkReachesTheHead() {
        jdbc.sql("""
                        update department set head_id = (select id from person where username = 'executor2')
                        where id = (select department_id from person where username = 'executor')
                        """).update();
        var office = new Office(api());
        var one = office.appeal("Опрос после оценки");
        office.sent(one, "Ответ, которым недовольны.");
        var before = summary();
        try (var browser = new Browser(port)) {
            var visitor = browser.visitor();
            visitor.navigate("/status/rate?" + query(one) + "&mark=2");
            assertThat(visitor.getByRole(AriaRole.STATUS)).containsText("оценка сохранена");
            browser.look(visitor, "survey-after-mark");
            visitor.locator("input[name=q1][value='4']").check();
            visitor.locator("input[name=q3][value='5']").check();
            visitor.locator("#survey-words").fill("Отвечайте понятнее");
            button(visitor, "Отправить ответы").click();
            assertThat(visitor.getByRole(AriaRole.STATUS)).containsText("мнение записано");
            browser.look(visitor, "survey-thanks");

            var director = browser.signedIn("director");
            director.navigate("/surveys");
            browser.look(director, "surveys");
            director.navigate("/surveys/words");
            assertThat(director.getByText("Отвечайте понятнее")).isVisible();
            browser.look(director, "survey-words");

            var head = browser.signedIn("executor2");
            head.navigate("/notifications");
            assertThat(head.getByText("Низкая оценка ответа: нужен разбор").first())
                    .isVisible();
            head.navigate("/follow-ups");
            var followUp = head.locator("section.panel").filter(new Locator.FilterOptions().setHasText(one.number()));
            browser.look(head, "follow-ups");
            followUp.getByLabel("Что сделано").fill("Позвонили и объяснили");
            followUp.getByRole(AriaRole.BUTTON).click();
            assertThat(head.getByRole(AriaRole.STATUS)).containsText("Записано");
            head.navigate("/follow-ups?state=DONE");
            assertThat(head.getByText("Позвонили и объяснили")).isVisible();
        }
        var after = summary();
        assertThat(sum(after, "asked") - sum(before, "asked")).isEqualTo(1);
        assertThat(sum(after, "answered") - sum(before, "answered")).isEqualTo(1);
        assertThat(office.card(one)
                        .path("journal")
                        .valueStream()
                        .map(event -> event.path("event").asString()))
                .contains("SURVEY_ASKED", "SURVEY_ANSWERED", "FOLLOW_UP_OPENED", "FOLLOW_UP_DONE");

        // The applicant thinks again: one response, the latest.
        assertThat(surveys.answer(
                        appeals.get(UUID.fromString(one.id())), 1, new Given(Map.of(1, 5, 9, 1), "Уже лучше")))
                .isTrue();
        assertThat(jdbc.sql("select words from survey_response where appeal_id = :id")
                        .param("id", UUID.fromString(one.id()))
                        .query(String.class)
                        .list())
                .containsExactly("Уже лучше");
        assertThat(sum(summary(), "answered") - sum(before, "answered")).isEqualTo(1);
    }

    private static long sum(JsonNode summary, String field) {
        return summary.path("months")
                .valueStream()
                .mapToLong(month -> month.path(field).asLong())
                .sum();
    }

    @Test
    void aLowMarkWithoutAHeadGoesToTheDirectorsAndIsOpenOnce() {
        var office = new Office(api());
        var one = office.appeal("Начальника нет");
        office.sent(one, "Ответ.");
        var appeal = appeals.get(UUID.fromString(one.id()));
        surveys.answer(appeal, 1, new Given(Map.of(1, 1), null));
        surveys.answer(appeal, 1, new Given(Map.of(1, 2), null));

        var mine = followUps("director", one);
        assertThat(mine).hasSize(1);
        assertThat(followUps("executor", one)).isEmpty();
        var path = "/api/v1/follow-ups/" + mine.get(0).path("id").asString() + "/done";
        api().post("executor", path, Map.of("what", "Сам разберусь")).is(403);
        api().post("director", path, Map.of("what", " ")).is(400);
        api().post("director", path, Map.of("what", "Назначили начальника")).is(204);
        api().post("director", path, Map.of("what", "Ещё раз")).is(400);
        assertThat(followUps("director", one)).isEmpty();

        surveys.answer(appeal, 1, new Given(Map.of(1, 2), null));
        assertThat(followUps("director", one))
                .as("a later low mark is another matter")
                .hasSize(1);
    }

    private List<JsonNode> followUps(String person, Case one) {
        return api().get(person, "/api/v1/follow-ups?size=200")
                .is(200)
                .json()
                .valueStream()
                .filter(found -> found.path("number").asString().equals(one.number()))
                .toList();
    }

    private SurveyInvitations invitations(@Nullable Duration after) {
        return new SurveyInvitations(
                new SurveyProperties(after),
                questionnaires,
                surveys,
                appeals,
                links,
                outbox,
                organizations,
                pulse,
                jdbc,
                transactions,
                Clock.systemUTC());
    }

    @Test
    void aLetterAsksOnceSomeDaysAfterTheAnswerAndNobodyFromGis() {
        var office = new Office(api());
        var one = office.appeal("Спросите письмом");
        var fromGis = office.appeal("Этого спросит ГИС ЖКХ");
        for (var each : List.of(one, fromGis)) {
            office.sent(each, "Ответ.");
            // So long ago that nobody else's answer is in the window.
            jdbc.sql("update answer set sent_at = now() - interval '400 days' where appeal_id = :id")
                    .param("id", UUID.fromString(each.id()))
                    .update();
        }
        jdbc.sql("update appeal set channel = 'GIS' where id = :id")
                .param("id", UUID.fromString(fromGis.id()))
                .update();

        assertThat(invitations(null).invite()).isZero();
        assertThat(invitations(Duration.ofDays(401)).invite()).as("not yet").isZero();
        assertThat(invitations(Duration.ofDays(399)).invite()).isEqualTo(1);
        assertThat(invitations(Duration.ofDays(399)).invite()).isZero();

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(mail().letters(one.email()))
                        .anyMatch(letter -> letter.subject().startsWith("Как мы ответили")));
        assertThat(mail().letters(fromGis.email()))
                .noneMatch(letter -> letter.subject().startsWith("Как мы ответили"));
        var text = mail().letters(one.email()).stream()
                .filter(letter -> letter.subject().startsWith("Как мы ответили"))
                .findFirst()
                .orElseThrow()
                .text();
        var link = Pattern.compile("/status/survey\\S+").matcher(text);
        assertThat(link.find()).isTrue();
        assertThat(new String(api().get("", link.group()).is(200).bytes(), StandardCharsets.UTF_8))
                .contains("name=\"q1\"");
        assertThat(jdbc.sql("select count(*) from survey_response where appeal_id = :id")
                        .param("id", UUID.fromString(one.id()))
                        .query(Long.class)
                        .single())
                .as("a program that opens links answers nothing")
                .isZero();
        jdbc.sql("update appeal set channel = 'WEBSITE' where id = :id")
                .param("id", UUID.fromString(fromGis.id()))
                .update();
    }

    @Test
    void aStrangerAnswersNothing() {
        var office = new Office(api());
        var one = office.appeal("Чужой ключ");
        assertThat(new String(
                        api().get("", "/status/survey?" + query(one)).is(200).bytes(), StandardCharsets.UTF_8))
                .as("no answer yet")
                .doesNotContain("name=\"q1\"");
        assertThat(new String(
                        api().get(
                                        "",
                                        "/status/survey?number="
                                                + URLEncoder.encode(one.number(), StandardCharsets.UTF_8)
                                                + "&key=0000")
                                .is(200)
                                .bytes(),
                        StandardCharsets.UTF_8))
                .doesNotContain("name=\"q1\"");
    }

    @Test
    void questionsAreReplacedAndAPaperFormCountsOnce() {
        var old = api().get("registrar", "/api/v1/surveys/questions").is(200).json();
        api().put("director", "/api/v1/surveys/questions", Map.of()).is(400);
        api().put("registrar", "/api/v1/surveys/questions", Map.of("marks", List.of("Нет")))
                .is(403);
        try (var browser = new Browser(port)) {
            var director = browser.signedIn("director");
            director.navigate("/surveys");
            director.locator("#marks").fill("");
            director.locator("#words").fill("");
            button(director, "Сохранить вопросы").click();
            assertThat(director.getByText("Вопросов нет: опрос выключен.")).isVisible();
            director.locator("#marks").fill("Всё ли понятно?\n\nБыстро ли?");
            director.locator("#words").fill("Что улучшить?");
            button(director, "Сохранить вопросы").click();
            assertThat(director.getByRole(AriaRole.STATUS)).containsText("Вопросы сохранены");
            assertThat(director.getByText("Вопросов нет: опрос выключен.")).hasCount(0);
            var edition = questionnaires.inForce();
            assertThat(edition.edition()).isGreaterThan(old.path("edition").asInt());
            assertThat(edition.marks())
                    .extracting(Questionnaire.Question::text)
                    .containsExactly("Всё ли понятно?", "Быстро ли?");

            var registrar = browser.signedIn("registrar");
            registrar.navigate("/surveys/paper");
            registrar.locator("input[name=q2][value='3']").check();
            registrar.locator("#survey-words").fill("С бумаги");
            browser.look(registrar, "survey-paper");
            button(registrar, "Внести анкету").click();
            assertThat(registrar.getByRole(AriaRole.STATUS)).containsText("Анкета внесена");
            registrar.navigate("/surveys/words");
            assertThat(registrar.getByText("С бумаги")).isVisible();

            var form = UUID.randomUUID();
            for (int i = 0; i < 2; i++) {
                api().post(
                                "registrar",
                                "/api/v1/surveys/paper",
                                Map.of("form", form, "edition", edition.edition(), "marks", Map.of("1", 5)))
                        .is(201);
            }
            assertThat(jdbc.sql("select count(*) from survey_response where form_key = :form")
                            .param("form", form)
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
            api().post(
                            "registrar",
                            "/api/v1/surveys/paper",
                            Map.of("edition", edition.edition(), "marks", Map.of("1", 6)))
                    .is(400);
            api().post("registrar", "/api/v1/surveys/paper", Map.of("edition", 1))
                    .is(400);
            api().post("executor", "/api/v1/surveys/paper", Map.of("edition", 1, "marks", Map.of("1", 5)))
                    .is(403);
            var question = summary()
                    .path("questions")
                    .valueStream()
                    .filter(one -> one.path("edition").asInt() == edition.edition())
                    .filter(one -> one.path("position").asInt() == 2)
                    .findFirst()
                    .orElseThrow();
            assertThat(question.path("count").asLong()).isEqualTo(1);
            assertThat(question.path("mean").asDouble()).isEqualTo(3.0);
            var page = api().get("director", "/api/v1/surveys/words?size=1")
                    .is(200)
                    .json();
            assertThat(page).hasSize(1);
        }
    }
}
