package ru.priyomnaya.privacy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;

/** A director looks for a person, holds an appeal, proposes; an administrator confirms; who has read is seen. */
class PrivacyScreensTests extends GatewayTest {
    private Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aPersonIsFoundAndTheirDataAreDestroyedByTwo() {
        var office = new Office(api());
        var surname = "Гусеничкина" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        var one = office.appeal("Не приходят квитанции", "lastName", surname);
        api().post("director", one.path() + "/decline", Map.of("ground", "ANONYMOUS", "comment", "Нет данных"))
                .is(200);
        var director = browser.signedIn("director");
        await().atMost(Office.LIMIT).untilAsserted(() -> {
            director.navigate("/console/privacy/people");
            director.getByLabel("Электронная почта").fill(one.email());
            director.getByLabel("Имя или организация").fill(surname);
            Browser.button(director, "Найти").click();
            assertThat(director.getByLabel("Выбрать " + one.number()).isChecked())
                    .as("two marks agree")
                    .isTrue();
        });
        browser.look(director, "privacy-people");
        director.getByLabel("Причина, без имён: она останется в акте").fill("Требование, входящий № 5");
        director.getByLabel("И то, чей срок хранения не истёк").check();
        Browser.button(director, "Предложить уничтожение").click();
        assertThat(director.getByRole(AriaRole.STATUS).first()).containsText("подтвердит другой человек");
        browser.look(director, "privacy");
        director.locator("section:has(#erasures) tbody a").first().click();
        assertThat(director.getByText("предложили вы")).isVisible();
        var page = director.url();

        director.navigate("/console/privacy/appeals/" + one.id());
        director.getByLabel("Почему нельзя уничтожать").fill("Иск потребителя");
        Browser.button(director, "Запретить уничтожение").click();
        assertThat(director.getByText("Уничтожение запрещено").first()).isVisible();
        browser.look(director, "privacy-appeal");
        director.navigate(page);
        assertThat(director.getByText("останется:")).isVisible();
        director.navigate("/console/privacy/appeals/" + one.id());
        director.getByLabel("Почему запрет больше не нужен").fill("Решение суда");
        Browser.button(director, "Снять запрет").click();
        assertThat(director.getByRole(AriaRole.STATUS).first()).containsText("Запрет снят");

        var admin = browser.signedIn("admin");
        admin.navigate(page);
        Browser.button(admin, "Уничтожить безвозвратно").click();
        await().atMost(Office.LIMIT).untilAsserted(() -> {
            admin.navigate(page);
            assertThat(admin.getByText("Акт (PDF)").count()).isEqualTo(1);
        });
        browser.look(admin, "privacy-erasure");
        assertThat(office.card(one).path("applicant").path("lastName").isNull()).isTrue();
    }

    @Test
    void whoHasReadIsSeenAndTakenAwayAsAFile() {
        var one = new Office(api()).appeal("Нет света");
        api().get("signer", one.path()).is(200);
        var director = browser.signedIn("director");

        director.navigate("/console/privacy/readings?person=signer&number="
                + URLEncoder.encode(one.number(), StandardCharsets.UTF_8));

        assertThat(director.getByText("открыл карточку или файл")).hasCount(1);
        browser.look(director, "privacy-readings");
        var csv = new String(
                director.request()
                        .get("/console/privacy/readings.csv?appeal=" + one.id())
                        .body(),
                StandardCharsets.UTF_8);
        assertThat(csv).startsWith("\uFEFFКогда;").contains("signer").contains(one.number());
        assertThat(jdbc.sql("select count(*) from journal_entry where event = 'READINGS_EXPORTED'")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void theConsentThatWasAcceptedIsShownWordForWord() {
        var one = new Office(api()).appeal("Нет света");
        var director = browser.signedIn("director");

        director.navigate("/console/privacy/appeals/" + one.id());

        assertThat(director.getByText("Согласен на обработку моих персональных данных"))
                .isVisible();
    }

    @Test
    void whatIsKeptAboutTheApplicantIsPutRight() {
        var one = new Office(api()).appeal("Нет света");
        var director = browser.signedIn("director");
        director.navigate("/console/privacy/appeals/" + one.id());
        director.getByText("Исправить", new Page.GetByTextOptions().setExact(true))
                .click();
        director.getByLabel("Фамилия").fill("Петровская");
        director.getByLabel("Почему исправляется, без имён").fill("Паспорт");
        Browser.button(director, "Исправить сведения").click();

        assertThat(director.getByRole(AriaRole.STATUS).first()).containsText("Сведения исправлены");
        var card = new Office(api()).card(one);
        assertThat(card.path("applicant").path("lastName").asString()).isEqualTo("Петровская");
        assertThat(card.path("applicant").path("email").asString()).isEqualTo(one.email());
        assertThat(jdbc.sql(
                                "select details from journal_entry where event = 'APPLICANT_REWRITTEN' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .contains("lastName")
                .doesNotContain("Петровская");
    }

    @Test
    void nobodyElseMayLookHere() {
        for (var person : new String[] {"executor", "registrar", "it", "signer"}) {
            assertThat(api().get(person, "/api/v1/privacy/erasures").status())
                    .as(person)
                    .isEqualTo(403);
            assertThat(api().post(person, "/api/v1/privacy/people", Map.of("name", "Петрова"))
                            .status())
                    .as(person)
                    .isEqualTo(403);
        }
    }
}
