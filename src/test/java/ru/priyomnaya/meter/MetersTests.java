package ru.priyomnaya.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.GatewayTest;
import tools.jackson.databind.json.JsonMapper;

/** What a monitoring system reads, and the dashboard that ships for it. */
class MetersTests extends GatewayTest {
    private static final Pattern METRIC = Pattern.compile("\\b[a-z]+(?:_[a-z]+){1,6}\\b(?=[{\\[) ]|$)");

    private String scraped() {
        return new String(api().get("it", "/actuator/prometheus").is(200).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void routesChannelsAndQueuesAreNumbers() {
        api().post(
                        "",
                        "/api/v1/website/appeals",
                        Map.of(
                                "lastName", "Счётчиков",
                                "firstName", "Пётр",
                                "email", "meters@example.ru",
                                "text", "Посчитайте меня",
                                "consent", "true"))
                .is(201);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> scraped().contains("priyomnaya_appeals_registered_total{channel=\"WEBSITE\"}"));
        assertThat(scraped())
                .containsPattern("priyomnaya_route_completed_total\\{route=\"dispatch\"} [1-9]")
                .contains("priyomnaya_route_running{route=\"mail-intake\"} 1.0")
                .containsPattern("priyomnaya_channel_last_success_seconds\\{channel=\"mail-intake\"} 1\\.\\d+E9")
                .contains("priyomnaya_waiting{queue=\"intake_quarantined\"}")
                .contains("priyomnaya_nodes{alive=\"true\"} 1.0")
                .doesNotContain("meters@example.ru")
                .doesNotContain("Счётчиков");
    }

    /** A panel that asks for what nobody measures stays empty for ever. */
    @Test
    void theDashboardAsksForWhatIsMeasured() throws IOException {
        var dashboard =
                JsonMapper.builder().build().readTree(Files.readString(Path.of("docs/grafana/priyomnaya.json")));
        var asked = new TreeSet<String>();
        dashboard
                .get("panels")
                .forEach(panel -> panel.get("targets")
                        .forEach(target -> METRIC.matcher(target.get("expr").asString())
                                .results()
                                .map(MatchResult::group)
                                .filter(name -> name.startsWith("priyomnaya_")
                                        || name.startsWith("http_")
                                        || name.startsWith("jvm_")
                                        || name.startsWith("hikaricp_"))
                                .forEach(asked::add)));
        var scraped = scraped();

        assertThat(asked).hasSizeGreaterThan(10);
        assertThat(asked)
                .filteredOn(name -> !name.startsWith("priyomnaya_alarms")
                        && !name.startsWith("priyomnaya_appeals")
                        && !name.startsWith("priyomnaya_deliveries"))
                .allSatisfy(name -> assertThat(scraped).contains(name));
    }
}
