package ru.priyomnaya.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.GatewayTest;

/** What support gets to see, and what it does not. */
class SupportBundleTests extends GatewayTest {
    private Map<String, String> taken() throws IOException {
        var parts = new LinkedHashMap<String, String>();
        var bytes = api().post("it", "/api/v1/support-bundle", Map.of()).is(200).bytes();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    @Test
    void theStateOfTheProgramIsThere() throws IOException {
        var parts = taken();

        assertThat(parts.keySet())
                .contains("about.txt", "health.json", "routes/dispatch.camel.yaml", "threads.txt", "log.txt");
        assertThat(parts.get("settings.txt")).contains("priyomnaya.gis.poll = 1s");
        assertThat(parts.get("database.txt")).contains("PostgreSQL").contains("journal_entry");
        assertThat(parts.get("metrics.txt")).contains("priyomnaya_route_completed_total");
        assertThat(parts.get("log.txt")).isNotBlank();
        assertThat(parts.values()).noneMatch(part -> part.startsWith("не получилось"));
        assertThat(jdbc.sql("select count(*) from journal_entry where event = 'SUPPORT_BUNDLE_TAKEN'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void nothingInItOpensAnythingOrNamesAnybody() throws IOException {
        api().post(
                        "",
                        "/api/v1/website/appeals",
                        Map.of(
                                "lastName", "Потайнов",
                                "firstName", "Пантелеймон",
                                "email", "potainov@example.ru",
                                "phone", "8 911 222-33-44",
                                "postalAddress", "г. Приозёрск, ул. Скрытая, 7",
                                "account", "770011223344",
                                "text", "Никому не показывайте слово бирюзовый",
                                "consent", "true"))
                .is(201);
        var whole = String.join("\n", taken().values());

        assertThat(whole)
                .doesNotContain("Потайнов", "Пантелеймон", "potainov@example.ru", "222-33-44", "Скрытая")
                .doesNotContain("770011223344", "бирюзовый")
                .doesNotContain(ACCOUNT_TOKEN, ACCOUNT_SECRET, HOOK_TOKEN, "reception@demo.local");
        for (var column : new String[] {"last_name", "email", "phone", "account"}) {
            assertThat(jdbc.sql("select distinct " + column + " from appeal where length(" + column + ") > 5")
                            .query(String.class)
                            .list())
                    .allSatisfy(value -> assertThat(whole).doesNotContain(value));
        }
    }

    @Test
    void onlyItTakesIt() {
        api().post("registrar", "/api/v1/support-bundle", Map.of()).is(403);
    }

    @Test
    void addressesAndPasswordsInUrlsAreMasked() {
        assertThat(ShownSettings.masked("jdbc:postgresql://me:secret@db:5432/x"))
                .isEqualTo("jdbc:postgresql://•••@db:5432/x");
        assertThat(ShownSettings.masked("it@example.ru,boss@example.ru")).isEqualTo("•••,•••");
    }
}
