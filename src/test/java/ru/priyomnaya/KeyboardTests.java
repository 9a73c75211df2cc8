package ru.priyomnaya;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that can be pressed or filled in is reached with the Tab key alone, and nothing holds the focus captive. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyboardTests extends GatewayTest {
    private static final int MOST_STOPS = 400;

    /** Numbers what a person may use: visible, enabled, one of each group of radio buttons, nothing out of the tab order. */
    private static final String MARK = """
            () => {
              const groups = new Set();
              let count = 0;
              for (const one of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
                if (one.disabled || one.type === 'hidden' || one.tabIndex < 0 || !one.checkVisibility({visibilityProperty: true})) continue;
                if (one.type === 'radio') {
                  if (groups.has(one.name)) continue;
                  groups.add(one.name);
                }
                one.dataset.stop = String(count++);
              }
              window.reached = new Set();
              document.addEventListener('focusin', event => {
                if (event.target.dataset.stop) window.reached.add(event.target.dataset.stop);
              });
              return count;
            }""";

    /** Between two looks at what has been reached. */
    private static final int FEW = 10;

    private Browser browser;
    private final Map<String, Page> pages = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    @BeforeAll
    void open() {
        browser = new Browser(port);
        ids.putAll(Screens.ids(api(), jdbc));
    }

    @AfterAll
    void close() {
        browser.close();
    }

    static List<Screens.Screen> screens() {
        return Screens.staff();
    }

    @ParameterizedTest
    @MethodSource("screens")
    void everythingIsReachedWithTheTabKey(Screens.Screen screen) {
        var page = pages.computeIfAbsent(Objects.requireNonNull(screen.person()), this::reader);
        page.navigate(screen.at(ids));
        for (var closed = page.locator("main details:not([open]) > summary"); closed.count() > 0; ) {
            closed.first().press("Enter");
        }
        page.evaluate("document.activeElement.blur()");
        var stops = ((Number) page.evaluate(MARK)).intValue();

        for (int press = 0; press < MOST_STOPS && reached(page) < stops; ) {
            for (int few = 0; few < FEW; few++, press++) {
                page.keyboard().press("Tab");
            }
        }

        assertThat(stops).isGreaterThan(5);
        assertThat(reached(page)).isEqualTo(stops);
    }

    private static int reached(Page page) {
        return ((Number) page.evaluate("window.reached.size")).intValue();
    }

    private Page reader(String person) {
        var page = browser.signedIn(person);
        // What live news do to somebody who walks through a list is InboxStoryTests' matter; here the list stands
        // still.
        page.addInitScript("window.EventSource = undefined; window.setInterval = () => 0");
        return page;
    }
}
