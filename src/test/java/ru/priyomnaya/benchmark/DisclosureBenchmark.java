package ru.priyomnaya.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import ru.priyomnaya.Api;
import ru.priyomnaya.Priyomnaya;
import ru.priyomnaya.generator.GenerateCommand;

/**
 * The report of a year of a million ({@code -Dappeals=…}) appeals, over HTTP, against the limit: reading the same days of the
 * register's index once. {@code -Ddatabase=jdbc:…} names a register that was generated before, with {@code --days 365}.
 */
@Tag("benchmark")
class DisclosureBenchmark {
    private static final int MANY = Integer.getInteger("appeals", 1_000_000);
    private static final int DAYS = 365;
    private static final int CALLS = 5;

    @Test
    void aYear() throws Exception {
        var home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "disclosure");
        var ready = System.getProperty("database");
        if (ready != null) {
            measure(ready, home);
            return;
        }
        try (var postgres = EmbeddedPostgres.builder()
                .setDataDirectory(home.resolve("pg"))
                .setServerConfig("shared_buffers", "512MB") // docs/operations.md, of such a register
                .start()) {
            var url = postgres.getJdbcUrl("postgres", "postgres");
            assertThat(GenerateCommand.run(
                            System.out,
                            "--appeals=" + MANY,
                            "--days=" + DAYS,
                            "--without-search",
                            "--spring.datasource.url=" + url,
                            "--priyomnaya.home=" + home))
                    .isZero();
            measure(url, home);
        }
    }

    private static void measure(String url, Path home) throws Exception {
        var none = Files.createTempDirectory("no-routes");
        try (var gateway = new SpringApplicationBuilder(Priyomnaya.class)
                        .run(
                                "--server.port=0",
                                "--spring.datasource.url=" + url,
                                "--priyomnaya.home=" + home,
                                "--priyomnaya.routes=" + none,
                                "--priyomnaya.admin.password=demo");
                var connection = DriverManager.getConnection(url)) {
            assertThat(connection.isValid(1)).isTrue();
            var server = Objects.requireNonNull(((WebServerApplicationContext) gateway).getWebServer());
            var api = new Api(server.getPort());
            var today = LocalDate.now(ZoneId.of("Europe/Moscow"));
            var year = "/api/v1/disclosure?from=" + today.minusDays(DAYS) + "&until=" + today;
            var jdbc = JdbcClient.create(new DriverManagerDataSource(url));
            // The program loads what it needs for a report: a day is enough for that.
            api.get("admin", "/api/v1/disclosure?from=" + today + "&until=" + today)
                    .is(200);
            var limits = new ArrayList<Double>();
            var times = new ArrayList<Double>();
            var counted = 0L;
            for (int call = 0; call < CALLS; call++) {
                limits.add(seconds(() -> jdbc.sql(
                                "select count(*) filter (where channel = 'EMAIL') from appeal where registered_at >= :from")
                        .param("from", today.minusDays(DAYS).atStartOfDay())
                        .query(Long.class)
                        .single()));
                var found = new long[1];
                times.add(seconds(() -> found[0] = api.get("admin", year)
                        .is(200)
                        .json()
                        .path("whole")
                        .path("total")
                        .path("count")
                        .asLong()));
                counted = found[0];
            }
            System.out.printf(
                    "%nBENCHMARK report of a year, %d appeals, over HTTP, s; goal: below 5%n first %.2f, median %.2f, worst %.2f;"
                            + " the index read once %.2f, ratio %.1f%n",
                    counted,
                    times.get(0),
                    median(times),
                    times.stream().mapToDouble(Double::doubleValue).max().orElse(0),
                    median(limits),
                    median(times) / median(limits));
            assertThat(counted).isGreaterThanOrEqualTo(ready() ? 1 : MANY);
        }
    }

    private static boolean ready() {
        return System.getProperty("database") != null;
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static double seconds(Runnable what) {
        var begin = System.nanoTime();
        what.run();
        return (System.nanoTime() - begin) / 1e9;
    }
}
