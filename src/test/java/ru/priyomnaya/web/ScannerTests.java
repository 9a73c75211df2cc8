package ru.priyomnaya.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.ScreenClient;
import ru.priyomnaya.Screens;
import ru.priyomnaya.access.Accounts;
import ru.priyomnaya.web.Endpoints.Endpoint;

/** What a scanner of web applications would try, at every address that the gateway answers at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScannerTests extends GatewayTest {
    private static final String SCRIPT = "\"'><script>probe()</script><img src=x onerror=probe()>";
    private static final List<String> DISCLOSURES = List.of(
            "Exception", "\tat ", "org.springframework", "org.postgresql", "Apache Tomcat", "SQLState", "syntax error");

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Accounts accounts;

    private Map<String, Caller> callers = Map.of();
    private List<Endpoint> endpoints = List.of();
    private AccessRules rules = new AccessRules(Map.of());
    private final Map<String, ScreenClient> people = new LinkedHashMap<>();
    private Map<String, String> ids = Map.of();

    @BeforeAll
    void everybody() throws IOException {
        endpoints = Endpoints.of(context);
        rules = AccessRules.read();
        callers = Callers.all(port, accounts, jdbc);
        ids = Screens.ids(api(), jdbc);
    }

    static List<Screens.Screen> screens() {
        return Screens.all();
    }

    private ScreenClient client(Screens.Screen screen) {
        return people.computeIfAbsent(
                String.valueOf(screen.person()),
                who -> screen.person() == null ? new ScreenClient(port) : ScreenClient.signedIn(port, screen.person()));
    }

    @ParameterizedTest
    @MethodSource("screens")
    void everyScreenTellsTheBrowserToBeCareful(Screens.Screen screen) {
        var answer = client(screen).send("GET", screen.at(ids), "", "X-Forwarded-Proto", "https");
        var headers = answer.headers();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Permissions-Policy")).isPresent();
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Strict-Transport-Security").orElse("")).contains("max-age=31536000");
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(headers.map()).doesNotContainKeys("server", "x-powered-by");
        assertThat(answer.body()).doesNotContainPattern("<script(?![^>]*src=)");
    }

    @Test
    void cookiesAreForTheBrowserAloneAndForTlsWhereThereIsTls() {
        var plain = new ScreenClient(port).get("/sign-in").headers().allValues("Set-Cookie");
        var tls = new ScreenClient(port)
                .send("GET", "/sign-in?language=en", "", "X-Forwarded-Proto", "https")
                .headers()
                .allValues("Set-Cookie");

        assertThat(plain).isNotEmpty().allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
        assertThat(tls)
                .hasSizeGreaterThan(1)
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Secure"));
        assertThat(new ScreenClient(port).get("/form/person").headers().allValues("Set-Cookie"))
                .isEmpty();
    }

    private List<String> probed(String probe, boolean api) {
        var findings = new ArrayList<String>();
        for (var endpoint : endpoints) {
            var who = rules.of(endpoint).who().equals("PUBLIC")
                    ? "ADMIN"
                    : rules.somebodyFor(endpoint).orElse("ADMIN");
            if (endpoint.texts().isEmpty() || endpoint.isForPrograms() != api || !isHarmless(endpoint)) {
                continue;
            }
            var fields = new LinkedHashMap<>(endpoint.fields());
            endpoint.texts().forEach(text -> fields.put(text, probe));
            var answer = Objects.requireNonNull(callers.get(who)).probe(endpoint, fields);
            if (answer.statusCode() >= 500) {
                findings.add(endpoint.name() + ": " + answer.statusCode());
            }
            if (answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")
                    && Stream.of("<script>probe", "<img src=x").anyMatch(answer.body()::contains)) {
                findings.add(endpoint.name() + ": reflects");
            }
            if (answer.headers().map().containsKey("x-injected")
                    || answer.headers()
                            .firstValue("Location")
                            .orElse("")
                            .matches("(?i)(https?:)?//(?!127\\.0\\.0\\.1|localhost).*")) {
                findings.add(endpoint.name() + ": leads " + answer.headers().firstValue("Location"));
            }
            DISCLOSURES.stream()
                    .filter(answer.body()::contains)
                    .forEach(found -> findings.add(endpoint.name() + ": tells " + found));
        }
        return findings;
    }

    /** Reads, or would change something that is not there. */
    private boolean isHarmless(Endpoint endpoint) {
        return rules.of(endpoint).notCalled().isEmpty()
                && (!endpoint.changes()
                        || endpoint.address().contains("-8000-000000000404")
                        || endpoint.path().startsWith("/form"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SCRIPT,
                "' or '1'='1' --",
                "\\'; select pg_sleep(5); --",
                "%",
                "a\0b",
                "x\r\nX-Injected: yes",
                "//evil.example/",
                "https://evil.example/",
                "../../../../etc/passwd",
                "${7*7}#{7*7}__${7*7}__",
                "\uD83D\uDE00\uFFFF"
            })
    void whatIsTypedStaysText(String probe) {
        var findings = new ArrayList<>(probed(probe, false));
        findings.addAll(probed(probe, true));

        assertThat(findings).as(String.join("\n", findings)).isEmpty();
    }

    @Test
    void theProbesReachManyFields() {
        assertThat(endpoints.stream()
                        .filter(this::isHarmless)
                        .mapToInt(one -> one.texts().size())
                        .sum())
                .isGreaterThan(80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../application.yaml",
                "/assets/..%2f..%2fapplication.yaml",
                "/assets/%2e%2e/%2e%2e/etc/passwd",
                "/webjars/..;/..;/etc/passwd",
                "/console/routes/..%2f..%2f..%2fetc%2fpasswd",
                "/console/routes/....//....//etc/passwd",
                "/console/letters/..%5c..%5cboot.ini",
                "/assets/",
                "/webjars/",
                "/assets/fonts/",
                "//evil.example/%2e%2e"
            })
    void noAddressLeadsOutOfItsFolder(String address) {
        var admin = Objects.requireNonNull(callers.get("ADMIN"));

        var answer = admin.raw("GET", address);

        assertThat(answer.statusCode()).isBetween(300, 499);
        assertThat(answer.body()).doesNotContain("root:", "spring:", "Index of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "TRACK", "CONNECT2", "OPTIONS", "PROPFIND"})
    void unusualMethodsTellNothing(String method) {
        var answer = Objects.requireNonNull(callers.get("ADMIN")).raw(method, "/profile");

        assertThat(answer.statusCode()).isIn(200, 400, 403, 405, 501);
        assertThat(answer.body()).doesNotContain("Cookie", "JSESSIONID");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing/here",
                "/appeals/no-uuid",
                "/appeals/00000000-0000-4000-8000-000000000404",
                "/error",
                "/console/messages/x"
            })
    void anErrorTellsWhatPeopleNeedAndNoMore(String address) {
        var answer = Objects.requireNonNull(callers.get("REGISTRAR")).raw("GET", address);

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(DISCLOSURES).noneMatch(answer.body()::contains);
    }

    @Test
    void anotherSitesHostIsNotTakenOver() throws IOException {
        var connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/inbox").toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Host", "evil.example");

        assertThat(connection.getHeaderField("Location")).isEqualTo("/sign-in");
    }

    @Test
    void anotherSiteReadsNothing() {
        var answer = new ScreenClient(port)
                .send("GET", "/api/v1/website/appeals/x?email=a", "", "Origin", "https://evil.example");

        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
    }
}
