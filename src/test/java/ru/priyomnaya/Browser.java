package ru.priyomnaya;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real, headless Chromium. Photographs go to {@code target/pictures}, or to {@code -Dpictures=…} for the staff guide. */
public final class Browser implements AutoCloseable {
    private static final Path PICTURES = Path.of(System.getProperty("pictures", "target/pictures"));

    /** The checker puts styles of its own into a page, and the refusal may come when another is looked at: see {@link #look}. */
    private static final String REFUSED_STYLE = "Applying inline style violates";

    private static final int PATIENCE_MILLIS = 30_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final String base;
    private final List<String> problems = new ArrayList<>();

    public Browser(int port) {
        base = "http://localhost:" + port;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS); // a busy machine is no defect
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** A page of somebody who has not signed in. */
    public Page visitor() {
        return page(1280, 900, ColorScheme.LIGHT);
    }

    public Page signedIn(String person) {
        return signedIn(person, 1280, 900, ColorScheme.LIGHT);
    }

    public Page signedIn(String person, int width, int height, ColorScheme scheme) {
        var page = page(width, height, scheme);
        page.navigate("/sign-in");
        page.getByLabel("Имя для входа").fill(person);
        page.getByLabel("Пароль").fill("demo");
        page.getByText("Войти").click();
        return page;
    }

    private Page page(int width, int height, ColorScheme scheme) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(base)
                .setLocale("ru-RU")
                .setColorScheme(scheme)
                .setViewportSize(width, height));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        var page = context.newPage();
        // A refused script or style says so here: the content security policy is part of every story.
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && !message.text().contains("status of 4")
                    && !message.text().contains(REFUSED_STYLE)) {
                problems.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> problems.add(page.url() + ": " + error));
        return page;
    }

    public static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The whole page. */
    public void photograph(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
    }

    /** Photographs the whole page and holds it against WCAG 2.2 A and AA. */
    public void look(Page page, String name) {
        assertThat(page.locator("html:not([data-looked-at]) :is(style, [style])")
                        .count())
                .as("styles inside %s, which the policy refuses", name)
                .isZero();
        photograph(page, name);
        var violations = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations();
        page.evaluate("document.documentElement.dataset.lookedAt = 'yes'"); // the checker leaves styles behind
        assertThat(violations)
                .as(
                        "%s: %s",
                        name,
                        violations.stream()
                                .map(v -> v.getId() + " " + v.getNodes())
                                .toList())
                .isEmpty();
        assertThat(problems).isEmpty();
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
