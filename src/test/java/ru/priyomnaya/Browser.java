package ru.priyomnaya;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real, headless Chromium. Photographs are taken with {@code -Dpictures=…}, for the staff guide and for whoever looks. */
public final class Browser implements AutoCloseable {
    private static final @Nullable String PICTURES = System.getProperty("pictures");

    /** The checker puts styles of its own into a page, and the refusal may come when another is looked at: see {@link #look}. */
    private static final String REFUSED_STYLE = "Applying inline style violates";

    private static final List<String> OF_SIZE_AND_COLOUR =
            List.of("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable");

    private static final int PATIENCE_MILLIS = 30_000;

    /** One for all: to start it costs more than most stories. */
    private static com.microsoft.playwright.@Nullable Browser chromium;

    private final String base;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    public Browser(int port) {
        base = "http://localhost:" + port;
    }

    private static synchronized com.microsoft.playwright.Browser chromium() {
        if (chromium == null || !chromium.isConnected()) {
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS); // a busy machine is no defect
            chromium = Playwright.create(
                            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(executable())
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--renderer-process-limit=1", // else a spare one is started beside each
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
        }
        return chromium;
    }

    /** The shell without a window costs half of the whole browser. */
    private static Path executable() {
        var given = System.getenv("CHROMIUM");
        return given != null
                ? Path.of(given)
                : Stream.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("No Chromium: set CHROMIUM"));
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
        BrowserContext context = chromium()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setBaseURL(base)
                        .setLocale("ru-RU")
                        .setColorScheme(scheme)
                        .setViewportSize(width, height));
        contexts.add(context);
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

    /** The whole page, for people to look at; nothing where nobody has asked for pictures: they cost more than the story. */
    public void photograph(Page page, String name) {
        if (PICTURES != null) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of(PICTURES).resolve(name + ".png")));
        }
    }

    /** Photographs the whole page and holds it against WCAG 2.2 A and AA. */
    public void look(Page page, String name) {
        assertThat(page.locator("html:not([data-looked-at]) :is(style, [style])")
                        .count())
                .as("styles inside %s, which the policy refuses", name)
                .isZero();
        photograph(page, name);
        check(axe(page).withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")), name);
        page.evaluate("document.documentElement.dataset.lookedAt = 'yes'"); // the checker leaves styles behind
    }

    /** Photographs what has been {@link #look}ed at in another size or colour, and checks what that may have changed. */
    public void lookAgain(Page page, String name) {
        photograph(page, name);
        check(axe(page).withRules(OF_SIZE_AND_COLOUR), name);
    }

    /** No pages of its own and no word about what is well: pages hold no frames of others, and only faults are read. */
    private static AxeBuilder axe(Page page) {
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page).options(options).setLegacyMode(true);
    }

    private void check(AxeBuilder axe, String name) {
        var violations = axe.analyze().getViolations();
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
        contexts.forEach(BrowserContext::close);
    }
}
