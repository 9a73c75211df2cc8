package ru.priyomnaya;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Each screen at a desk and in the hand, by day and by night; it can be read at 200 % and holds nothing foreign to its language. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryScreenTests extends GatewayTest {
    private static final int DESK = 1280;
    private static final int HAND = 390;
    /** WCAG 2.2, 1.4.10: a page of 1280 at 400 %. */
    private static final int REFLOW = 320;

    /** What is no page: parts of pages, files, and addresses that lead on. */
    private static final Set<String> NO_PAGES = Set.of(
            "/",
            "/inbox/next",
            "/notifications/count",
            "/sign-in/code",
            "/appeals/{id}/changes",
            "/appeals/{id}/html",
            "/appeals/{id}/presence",
            "/appeals/{id}/attachments/{attachmentId}/preview",
            "/desk/applicants",
            "/error");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    private Browser browser;
    private final Map<String, Page> pages = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    static List<Screens.Screen> screens() {
        return Screens.all();
    }

    @BeforeAll
    void open() {
        browser = new Browser(port);
        ids.putAll(Screens.ids(api(), jdbc));
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @ParameterizedTest
    @MethodSource("screens")
    void isReadableEverywhere(Screens.Screen screen) {
        var page = pages.computeIfAbsent(
                String.valueOf(screen.person()),
                who -> screen.person() == null ? browser.visitor() : browser.signedIn(screen.person()));
        page.setViewportSize(DESK, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.navigate(screen.at(ids));
        assertThat(page.locator("h1").first()).isVisible();
        browser.look(page, screen.name());
        if (System.getProperty("pictures") != null) { // for people to look at
            photograph(page, screen, ColorScheme.DARK, DESK);
            photograph(page, screen, ColorScheme.LIGHT, HAND);
        }
        page.setViewportSize(HAND, 844);
        requireNoSidewaysScrolling(page, HAND);
        page.setViewportSize(REFLOW, 800);
        requireNoSidewaysScrolling(page, REFLOW);
        page.setViewportSize(HAND, 844);
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK).setMedia(Media.SCREEN));
        browser.lookAgain(page, screen.name() + "-phone-dark");
    }

    private void photograph(Page page, Screens.Screen screen, ColorScheme scheme, int width) {
        page.setViewportSize(width, 844);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        browser.photograph(
                page, screen.name() + (width == HAND ? "-phone" : "") + (scheme == ColorScheme.DARK ? "-dark" : ""));
    }

    private static void requireNoSidewaysScrolling(Page page, int width) {
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                .as("width of %s", page.url())
                .isLessThanOrEqualTo(width);
    }

    @Test
    void noScreenIsMissing() {
        var listed = Screens.all().stream()
                .map(screen -> screen.path()
                        .replaceAll("\\?.*", "")
                        .replace("dispatch.camel.yaml", "{file}")
                        .replace("/channels/mailbox", "/channels/{id}")
                        .replaceAll("\\{\\w+}", "{}"))
                .collect(Collectors.toSet());
        listed.add("/form/person");
        var missing = new TreeSet<String>();
        mappings.getHandlerMethods().forEach((mapping, method) -> {
            var gets = mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET);
            var isPage = method.getBeanType().isAnnotationPresent(Controller.class)
                    && method.getReturnType().getParameterType() == String.class;
            if (gets && isPage) {
                mapping.getPatternValues().stream()
                        .filter(path -> !NO_PAGES.contains(path))
                        .filter(path -> !path.startsWith("/console/letters/")
                                && !path.startsWith("/post/")
                                && !path.startsWith("/status/"))
                        .filter(path -> !listed.contains(path.replaceAll("\\{\\w+}", "{}")))
                        .forEach(missing::add);
            }
        });

        assertThat(missing).isEmpty();
    }

    @Test
    void aFirstVisitIsLight() throws Exception {
        var page = browser.visitor();
        var requests = new ArrayList<Request>();
        page.onRequestFinished(requests::add);
        page.navigate("/sign-in");
        page.getByLabel("Имя для входа").fill("registrar");
        page.getByLabel("Пароль").fill("demo");
        page.getByText("Войти").click();
        page.waitForLoadState();
        assertThat(page.locator("h1").first()).isVisible();

        var bytes = List.copyOf(requests).stream()
                .mapToInt(request -> request.sizes().responseBodySize)
                .sum();
        assertThat(bytes).isBetween(10_000, 300_000);
    }
}
