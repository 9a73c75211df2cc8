package ru.priyomnaya.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

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
            assertThat(page.getByText("отвечает", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            assertThat(page.getByText("плохо")).hasCount(0);

            page.navigate("/console/channels/antivirus");
            assertThat(page.getByText("Выключен.")).isVisible();
        }
    }
}
