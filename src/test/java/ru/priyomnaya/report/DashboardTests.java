package ru.priyomnaya.report;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static ru.priyomnaya.Browser.button;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.SelectOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.report.MadeUpAppeals.One;

/** The figures of the dashboard against a count of their own, and what people see of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardTests extends GatewayTest {
    private static final Set<AppealStatus> ANSWERED = Set.of(AppealStatus.SENT, AppealStatus.CLOSED);

    private final LocalDate today = LocalDate.now(MadeUpAppeals.MOSCOW);
    private final LocalDate first = today.minusDays(29);
    private MadeUpAppeals appeals;

    @BeforeAll
    void fill() {
        appeals = new MadeUpAppeals(
                jdbc, new Office(api()).appeal("Образец для сводки").number());
        appeals.fill(250, today, 40);
        // Half an hour after midnight in Moscow, while it is still the day before in Greenwich.
        appeals.add(new One(
                first.atTime(0, 30).atZone(MadeUpAppeals.MOSCOW).toInstant(),
                Channel.FAX,
                AppealStatus.SENT,
                today,
                null,
                first.atTime(23, 59).atZone(MadeUpAppeals.MOSCOW).toInstant()));
        appeals.add(new One(
                first.atStartOfDay(MadeUpAppeals.MOSCOW).toInstant().minusSeconds(1),
                Channel.FAX,
                AppealStatus.REGISTERED,
                today,
                null,
                null));
    }

    @AfterAll
    void remove() {
        appeals.remove();
    }

    private String query() {
        return "?from=" + first + "&until=" + today + "&department=" + appeals.department;
    }

    private List<One> ofThePeriod() {
        return appeals.all.stream()
                .filter(one -> !one.day().isBefore(first) && !one.day().isAfter(today))
                .toList();
    }

    private static long count(Collection<One> appeals, Predicate<One> which) {
        return appeals.stream().filter(which).count();
    }

    @Test
    void theFiguresAreWhatACountOneByOneGives() {
        var expected = ofThePeriod();
        var took = expected.stream()
                .filter(one -> ANSWERED.contains(one.status()) && one.sent() != null)
                .map(one -> ChronoUnit.DAYS.between(one.day(), sentDay(one)))
                .sorted()
                .toList();

        var figures =
                api().get("director", "/api/v1/dashboard" + query()).is(200).json();

        assertThat(expected).hasSizeGreaterThan(150).hasSizeLessThan(appeals.all.size());
        assertThat(figures.path("total").asLong()).isEqualTo(expected.size());
        for (var day : figures.path("days")) {
            for (var channel : Channel.values()) {
                assertThat(day.path("channels").path(channel.name()).asLong(0))
                        .isEqualTo(count(
                                expected,
                                one -> one.channel() == channel
                                        && one.day()
                                                .toString()
                                                .equals(day.path("day").asString())));
            }
        }
        var outcomes = figures.path("outcomes");
        assertThat(outcomes.path("IN_TIME").asLong())
                .isEqualTo(count(expected, one -> isSent(one) && !sentDay(one).isAfter(one.due())));
        assertThat(outcomes.path("LATE").asLong())
                .isPositive()
                .isEqualTo(count(expected, one -> isSent(one) && sentDay(one).isAfter(one.due())));
        assertThat(outcomes.path("ELSEWHERE").asLong())
                .isEqualTo(count(expected, one -> ANSWERED.contains(one.status()) && one.sent() == null));
        assertThat(outcomes.path("OVERDUE").asLong())
                .isPositive()
                .isEqualTo(count(
                        expected, one -> one.status().isOpen() && one.due().isBefore(today)));
        assertThat(outcomes.path("OPEN").asLong())
                .isEqualTo(count(
                        expected, one -> one.status().isOpen() && !one.due().isBefore(today)));
        assertThat(figures.path("answerTime").path("DAYS_8_15").asLong())
                .isPositive()
                .isEqualTo(took.stream().filter(days -> days >= 8 && days <= 15).count());
        assertThat(figures.path("medianDays").asLong()).isEqualTo(took.get((took.size() - 1) / 2));
        var topic = figures.path("topics").path(0);
        assertThat(topic.path("total").asLong())
                .isEqualTo(count(
                        expected,
                        one -> topic.path("id").isNull()
                                ? one.topic() == null
                                : one.topic() != null
                                        && one.topic()
                                                .toString()
                                                .equals(topic.path("id").asString())));
    }

    private static boolean isSent(One one) {
        return ANSWERED.contains(one.status()) && one.sent() != null;
    }

    private static LocalDate sentDay(One one) {
        var sent = one.sent();
        return LocalDate.ofInstant(sent == null ? Instant.EPOCH : sent, MadeUpAppeals.MOSCOW);
    }

    @Test
    void aDayIsADayOfTheOrganisation() {
        var figures = api().get(
                        "signer",
                        "/api/v1/dashboard?from=" + first + "&until=" + first + "&department=" + appeals.department)
                .is(200)
                .json();

        assertThat(figures.path("days")).hasSize(1);
        assertThat(figures.path("days").path(0).path("channels").path("FAX").asLong())
                .isEqualTo(count(ofThePeriod(), one -> one.day().equals(first) && one.channel() == Channel.FAX));
    }

    @ParameterizedTest
    @CsvSource({
        "director, ?from=2026-02-02&until=2026-02-01, 400",
        "director, ?from=2006-02-02&until=2026-02-01, 400",
        "director, ?department=00000000-0000-0000-0000-000000000000, 400",
        "director, ?from=вчера, 400",
        "executor, '', 403",
        "it, '', 403",
        "registrar, '', 200",
    })
    void onlyWhoControlsReadsAndOnlyWhatCanBeCounted(String person, String query, int status) {
        api().get(person, "/api/v1/dashboard" + query.replace("вчера", "%D0%B2"))
                .is(status);
    }

    @Test
    void chartsAreReadInBothThemesOnAnyScreenAndLeadToTheList() {
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("director");
            page.navigate("/dashboard" + query());
            assertThat(page.locator(".tiles"))
                    .containsText(String.valueOf(ofThePeriod().size()));
            assertThat(page.getByRole(AriaRole.IMG)).hasCount(4);
            // The style sheet is whole: a rule that is not closed swallows all that follow it.
            assertThat(page.locator(".tiles")).hasCSS("display", "grid");
            browser.look(page, "dashboard");
            page.getByText("По дням: таблица").click();
            page.getByText("По темам: таблица").click();
            assertThat(page.locator("tfoot"))
                    .containsText(String.valueOf(ofThePeriod().size()));
            browser.look(page, "dashboard-tables");

            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            browser.look(page, "dashboard-print");

            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
            var dark = browser.signedIn("signer", 1280, 900, ColorScheme.DARK);
            dark.navigate("/dashboard" + query());
            browser.look(dark, "dashboard-dark");
            var narrow = browser.signedIn("registrar", 390, 844, ColorScheme.LIGHT);
            narrow.navigate("/dashboard" + query());
            browser.look(narrow, "dashboard-narrow");
            assertThat(narrow.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .isEqualTo(true);

            page.navigate("/control");
            page.getByText("Сводка", new Page.GetByTextOptions().setExact(true)).click();
            page.getByText("90 дней").click();
            assertThat(page.locator(".periods [aria-current]")).hasText("90 дней");
            page.getByText("По дням: таблица").click();
            page.locator("details[open] td a").last().click();
            assertThat(page).hasURL(Pattern.compile(".*/inbox\\?view=ALL&registeredFrom=.*"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Чем кончилось, 'В работе, просрочено'",
        "Чем кончилось, 'В работе, срок не вышел'",
        "Чем кончилось, Закончено без ответа"
    })
    void aFigureOpensTheAppealsBehindIt(String table, String line) {
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("director");
            page.navigate("/dashboard" + query());
            page.getByText(table + ": таблица").click();
            var figure = page.locator("tr", new Page.LocatorOptions().setHasText(line))
                    .locator("a");
            var count = Integer.parseInt(figure.innerText());
            figure.click();
            assertThat(page.locator(".register tbody tr")).hasCount(count);
        }
    }

    @Test
    void aPeriodThatCannotBeIsNamedAndTheUsualOneShown() {
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("director");
            page.navigate("/dashboard?from=2026-02-02&until=2026-02-01");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("раньше первого");
            page.getByLabel("Отдел").selectOption(new SelectOption().setIndex(0));
            page.locator("#from").fill("2001-01-01");
            page.locator("#until").fill("2001-01-31");
            button(page, "Показать").click();
            assertThat(page.getByText("За эти дни ничего не зарегистрировано.")).isVisible();
            assertThat(page.locator(".part")).hasCount(0);
            Locator quick = page.locator(".periods a");
            assertThat(quick).hasCount(5);
        }
    }
}
