package ru.priyomnaya.language;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Screens;

/** Who chooses English reads English on every screen; what people have written stays as they wrote it. */
class EnglishTests extends GatewayTest {
    @AfterEach
    void inRussianAgain() {
        EnglishPage.untranslated = phrase -> {};
        jdbc.sql("update preference set language = null").update();
    }

    @Test
    void everyScreenIsInEnglish() {
        var ids = Screens.ids(api(), jdbc);
        var untranslated = new ConcurrentSkipListSet<String>();
        try (var browser = new Browser(port)) {
            Page page = browser.visitor();
            page.navigate("/sign-in?language=en");
            EnglishPage.untranslated = untranslated::add;
            for (var screen : Screens.visitors()) {
                page.navigate(screen.at(ids));
                assertThat(page.locator("html")).hasAttribute("lang", "en");
            }
            var people = new TreeSet<String>();
            Screens.staff().forEach(screen -> people.add(String.valueOf(screen.person())));
            for (var person : people) {
                page.navigate("/sign-in");
                page.getByLabel("Sign-in name").fill(person);
                page.getByLabel("Password").fill("demo");
                page.locator("main button").click();
                page.waitForLoadState();
                for (var screen : Screens.staff()) {
                    if (person.equals(screen.person())) {
                        page.navigate(screen.at(ids));
                        assertThat(page.locator("html")).hasAttribute("lang", "en");
                        if (screen.path().startsWith("/appeals")) {
                            browser.look(page, "english-" + screen.name());
                        }
                    }
                }
                page.locator(".who form button").click();
                page.waitForLoadState();
            }
        }

        var data = officeData();
        untranslated.removeIf(phrase -> data.stream().anyMatch(phrase::contains));
        assertThat(untranslated).isEmpty();
    }

    /** What the office has written, and what this test has, and the stand, whose words may reach any list of faults. */
    private List<String> officeData() {
        return jdbc.sql("""
                        select 'Ошибка, заказанная стенду' union select name from topic union select name from department union select last_name from person
                        union select name from organization union select name from text_module
                        union select subject from appeal where subject <> '' union select basis from deadline_rule
                        """).query(String.class).list();
    }

    @Test
    void theLanguageIsChosenOnceForEveryDesk() {
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("director");
            page.navigate("/profile");
            page.getByLabel("English").check(new Locator.CheckOptions().setForce(true));
            Browser.button(page, "Сохранить вид").click();
            assertThat(page.locator("h2").first()).hasText("Appearance");

            var elsewhere = browser.signedIn("director");
            elsewhere.navigate("/journal");
            assertThat(elsewhere.locator("h1")).hasText("Registration journal");
        }
    }
}
