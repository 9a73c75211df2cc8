package ru.priyomnaya.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;

/** IT presses «Проверить»: the way to the other side, step by step. */
class ChannelScreensTests extends GatewayTest {
    @Test
    void eachChannelIsTestedStepByStep() {
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("it");
            page.navigate("/console/channels/mailbox");
            Browser.button(page, "Проверить").click();
            assertThat(page.getByText("писем: ")).isVisible();
            assertThat(page.getByText("плохо")).hasCount(0);
            assertThat(page.getByText("задано, не показывается")).isVisible();
            browser.look(page, "channel");

            page.navigate("/console/channels/smtp");
            Browser.button(page, "Проверить").click();
            assertThat(page.getByText("без имени и пароля")).isVisible();

            page.navigate("/console/channels/gis");
            Browser.button(page, "Проверить").click();
            assertThat(page.getByText("отвечает", exactly())).isVisible();
            assertThat(page.getByText("плохо")).hasCount(0);

            page.navigate("/console/channels/antivirus");
            assertThat(page.getByText("Выключен.")).isVisible();
        }
    }

    @Test
    void aChannelIsPausedAndGoesOn() {
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("it");
            page.navigate("/console/channels/antivirus");

            Browser.button(page, "Приостановить канал").click();
            assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Канал приостановлен");
            assertThat(page.getByText("приостановлен", exactly()).first()).isVisible();

            Browser.button(page, "Продолжить канал").click();
            assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Канал снова работает");
            assertThat(Browser.button(page, "Продолжить канал")).hasCount(0);
        }
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }

    @Test
    void keysAreListedWithTheirDatesAndTried() {
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("it");
            page.navigate("/console/keys");
            assertThat(page.getByText("Ключ подписи организации")).isVisible();
            assertThat(page.getByText("действует", exactly()).first()).isVisible();

            Browser.button(page, "Проверить подпись").click();

            assertThat(page.getByText("хорошо", exactly()).first()).isVisible();
            browser.look(page, "keys-and-certificates");
        }
    }

    @Test
    void aNewInstallationIsToldWhatItLacks() {
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("it");
            page.navigate("/console/start");

            assertThat(page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("Есть исполнители")))
                    .containsText("готово");
            assertThat(page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("Антивирус")))
                    .containsText("priyomnaya.antivirus.host");
            browser.look(page, "first-start");
        }
    }
}
