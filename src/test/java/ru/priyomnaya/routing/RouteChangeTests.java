package ru.priyomnaya.routing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.concern.ConcernKind;

/** Routes are changed by screen and by file while they work; what is wrong changes nothing. */
class RouteChangeTests extends GatewayTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String FILE = "intake-register.camel.yaml";
    private static final String INDEX = "search-index.camel.yaml";

    @Autowired
    private RouteFiles files;

    @Autowired
    private RouteVersions versions;

    @Autowired
    private Routes routes;

    @Autowired
    private RoutesWatched watched;

    @AfterEach
    void asShipped() throws IOException {
        for (var name : List.of(FILE, INDEX)) {
            Files.writeString(file(name), shipped(name));
        }
        await().atMost(LIMIT)
                .until(() -> runs(FILE).equals(shipped(FILE))
                        && runs(INDEX).equals(shipped(INDEX))
                        && files.problems().isEmpty());
    }

    private static String shipped(String name) throws IOException {
        return Files.readString(Path.of("routes", name));
    }

    private Path file(String name) {
        return Path.of(files.directory(), name);
    }

    private String runs(String name) {
        return files.running(name).map(RouteFiles.Running::yaml).orElse("");
    }

    @Test
    void itIsBrokenByScreenAndRefusedChangedTriedAndRestored() throws IOException {
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("it");
            page.navigate("/console/routes");
            browser.look(page, "routes");
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions()
                                    .setName("intake-register")
                                    .setExact(true))
                    .click();
            assertThat(page.locator(".drawing-route").first()).containsText("intakeRegister");
            browser.look(page, "route");
            var shipped = runs(FILE);

            page.getByLabel("Текст маршрута").fill(shipped.replace("ref: intakeRegister", "ref: intakeRegistr"));
            Browser.button(page, "Проверить").click();
            assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("неизвестное слово intakeRegistr");
            browser.look(page, "route-refused");
            assertThat(runs(FILE)).isEqualTo(shipped);

            var faster = shipped.replaceFirst("delay: \\d+", "delay: 333");
            page.getByLabel("Текст маршрута").fill(faster);
            Browser.button(page, "Проверить ещё раз").click();
            assertThat(page.locator(".changes ins")).containsText("333");
            browser.look(page, "route-trial");
            page.getByLabel("Зачем").fill("Чаще");
            Browser.button(page, "Заменить маршрут").click();
            assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Маршрут заменён");
            assertThat(runs(FILE)).isEqualTo(faster);
            assertThat(Files.readString(file(FILE))).isEqualTo(faster);
            assertThat(versions.of(FILE).get(0).author()).isEqualTo("it");

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Вернуть редакцию от"))
                    .first()
                    .click();
            assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Редакция возвращена");
            assertThat(runs(FILE)).isEqualTo(shipped);

            Browser.button(page, "Приостановить").click();
            assertThat(page.getByText("приостановлен", new Page.GetByTextOptions().setExact(true))
                            .first())
                    .isVisible();
            assertThat(watched.concerns()).anyMatch(concern -> concern.kind() == ConcernKind.ROUTE_STOPPED);
            Browser.button(page, "Продолжить").click();
            assertThat(page.getByText("работает", new Page.GetByTextOptions().setExact(true))
                            .first())
                    .isVisible();
        }
    }

    @Test
    void aBrokenFileLeavesTheRouteRunningAndIsNamedWithItsLine() throws IOException {
        var shipped = runs(FILE);

        Files.writeString(file(FILE), shipped.replace("ref: intakeRegister", "ref: nobody"));

        await().atMost(LIMIT).until(() -> files.problems().containsKey(FILE));
        assertThat(files.problems().get(FILE))
                .singleElement()
                .satisfies(problem -> assertThat(problem).matches("ROUTE-001, строка \\d+: неизвестное слово nobody"));
        assertThat(runs(FILE)).isEqualTo(shipped);
        assertThat(api().post("registrar", "/api/v1/website/appeals", website("И всё же"))
                        .status())
                .isEqualTo(201);
        assertThat(api().get("it", "/actuator/health").json().toString()).contains("ROUTE-001");
        assertThat(watched.concerns())
                .anyMatch(concern -> concern.kind() == ConcernKind.ROUTE_FILE
                        && concern.sentence().contains("строка"));
    }

    @Test
    void anErrorPolicyIsChangedToo() throws IOException {
        var name = "_errors.camel.yaml";
        var changed = shipped(name).replace("# Политика ошибок", "# Другая политика ошибок");
        try {
            Files.writeString(file(name), changed);
            await().atMost(LIMIT).until(() -> runs(name).equals(changed));
            assertThat(files.problems()).doesNotContainKey(name);
        } finally {
            Files.writeString(file(name), shipped(name));
        }
        await().atMost(LIMIT).until(() -> runs(name).equals(shipped(name)));
    }

    private static Map<String, Object> website(String text) {
        return Map.of(
                "lastName", "Петрова",
                "firstName", "Мария",
                "email", "routes@example.ru",
                "postalAddress", "г. Приозёрск",
                "text", text,
                "consent", "true");
    }

    @Test
    void aFileChangedUnderLoadLosesNothingAndDoublesNothing() throws Exception {
        var before = count();
        var pool = Executors.newFixedThreadPool(3);
        for (int i = 0; i < 30; i++) {
            var text = "Под нагрузкой " + i;
            pool.execute(() ->
                    api().post("", "/api/v1/website/appeals", website(text)).is(201));
        }
        for (int delay = 410; delay < 440; delay += 10) {
            var changed = Files.readString(Path.of("routes", FILE)).replaceFirst("delay: \\d+", "delay: " + delay);
            Files.writeString(file(FILE), changed);
            await().atMost(LIMIT).until(() -> runs(FILE).equals(changed));
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        await().atMost(LIMIT).until(() -> count() == before + 30);
        assertThat(jdbc.sql("select count(distinct text) from appeal where text like 'Под нагрузкой%'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(30);
    }

    private int count() {
        return jdbc.sql("select count(*) from appeal where text like 'Под нагрузкой%'")
                .query(Integer.class)
                .single();
    }

    @Test
    void aTextThatOnlyFailsIsTakenBack() throws IOException {
        var failing = shipped(INDEX)
                .replace(
                        "        - bean: { ref: searchIndex, method: next }",
                        "        - bean: { ref: searchIndex, method: next }\n"
                                + "        - to: { uri: \"smtp://127.0.0.1:1?to=nobody@example.ru\" }");
        assertThat(failing).isNotEqualTo(shipped(INDEX));

        Files.writeString(file(INDEX), failing);

        await().atMost(LIMIT)
                .until(() -> versions.of(INDEX).stream()
                        .anyMatch(version -> version.state() == RouteVersions.State.ROLLED_BACK));
        assertThat(runs(INDEX)).isEqualTo(shipped(INDEX));
        assertThat(files.problems().get(INDEX))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).matches("ROUTE-012: .* сбоев подряд: \\d, .*Connection refused"));
        await().atMost(LIMIT).until(() -> routes.tally("search-index").successes() > 0);
    }

    @Test
    void aFileThatIsGoneTakesItsRouteWithItAndAnotherBringsOne() throws IOException {
        var name = "beside.camel.yaml";
        Files.writeString(file(name), """
                # Проверка: ещё один маршрут.
                - route:
                    id: beside
                    routeConfigurationId: try-again
                    from:
                      uri: "scheduler:beside"
                      parameters: { delay: 60000 }
                      steps:
                        - removeHeaders: { pattern: "*" }
                        - bean: { ref: searchIndex, method: next }
                """);
        await().atMost(LIMIT).until(() -> files.running(name).isPresent());

        Files.delete(file(name));

        await().atMost(LIMIT).until(() -> files.running(name).isEmpty());
        assertThat(routes.all()).noneMatch(route -> route.id().equals("beside"));
    }

    @Test
    void onlyItMayChange() {
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("executor");
            assertThat(page.navigate("/console/routes").status()).isEqualTo(403);
        }
    }
}
