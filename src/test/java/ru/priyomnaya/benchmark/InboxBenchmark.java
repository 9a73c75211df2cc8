package ru.priyomnaya.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import ru.priyomnaya.Api;
import ru.priyomnaya.Priyomnaya;
import ru.priyomnaya.generator.GenerateCommand;

/**
 * Lists, a card and searches in a register of a thousand and of a million ({@code -Dappeals=…}) appeals made by {@code generate},
 * as an outsider waits for them. The million takes some fifteen minutes
 * and 5 GB below {@code target}; {@code -Ddatabase=jdbc:…} names one that was generated before.
 */
@Tag("benchmark")
class InboxBenchmark {
    private static final int FEW = 1_000;
    private static final int MANY = Integer.getInteger("appeals", 1_000_000);
    private static final int CALLS = 200;
    private static final int WARM_UP = 100;

    /** In milliseconds. */
    private record Times(double median, double p95, int found) {}

    @Test
    void aThousandAndAMillion() throws Exception {
        measured(FEW); // or the small register pays for the compiler, and the large one looks good beside it
        var few = measured(FEW);
        var ready = System.getProperty("database");
        var many = ready == null ? measured(MANY) : times(ready, home());

        System.out.printf(
                "%nBENCHMARK register, %d calls each over HTTP, ms; goal: p95 below 100 and ratio at most 1.5%n",
                CALLS);
        System.out.printf("%-34s %17s %17s %7s %6s%n", "", FEW + " med/p95", MANY + " med/p95", "ratio", "found");
        few.forEach((what, small) -> {
            var large = Objects.requireNonNull(many.get(what));
            System.out.printf(
                    "%-34s %8.1f %8.1f %8.1f %8.1f %7.2f %6d%n",
                    what,
                    small.median(),
                    small.p95(),
                    large.median(),
                    large.p95(),
                    large.p95() / small.p95(),
                    large.found());
        });
        assertThat(many).hasSameSizeAs(few);
    }

    private static Path home() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "inbox");
    }

    private static Map<String, Times> measured(int appeals) throws Exception {
        var home = home();
        try (var postgres =
                EmbeddedPostgres.builder().setDataDirectory(home.resolve("pg")).start()) {
            var url = postgres.getJdbcUrl("postgres", "postgres");
            var begin = System.nanoTime();
            assertThat(GenerateCommand.run(
                            System.out,
                            "--appeals=" + appeals,
                            "--spring.datasource.url=" + url,
                            "--priyomnaya.home=" + home))
                    .isZero();
            System.out.printf("%d appeals generated in %.0f s%n", appeals, (System.nanoTime() - begin) / 1e9);
            return times(url, home);
        }
    }

    private static Map<String, Times> times(String url, Path home) throws Exception {
        var none = Files.createTempDirectory("no-routes");
        try (var gateway = new SpringApplicationBuilder(Priyomnaya.class)
                        .run(
                                "--server.port=0",
                                "--spring.datasource.url=" + url,
                                "--priyomnaya.home=" + home,
                                "--priyomnaya.routes=" + none,
                                "--priyomnaya.admin.password=demo");
                var connection = DriverManager.getConnection(url)) {
            var server = Objects.requireNonNull(((WebServerApplicationContext) gateway).getWebServer());
            var api = new Api(server.getPort());
            var times = new LinkedHashMap<String, Times>();
            for (var what : cases(connection).entrySet()) {
                times.put(what.getKey(), times(api, what.getValue()));
                System.out.println(what.getKey() + ": " + times.get(what.getKey()));
            }
            return times;
        }
    }

    private static Map<String, List<String>> cases(Connection connection) throws SQLException {
        var rare = column(
                connection,
                "select word from search_word where uses between 1 and 3 and length(word) > 6 order by md5(word) limit 20");
        var medium = List.of("субсидия", "трансформатор", "справка", "контролёр", "рассрочка", "опора");
        var frequent = List.of("перерасчёт", "показания", "квитанция", "электроэнергии", "начисления", "сумма");
        var cases = new LinkedHashMap<String, List<String>>();
        cases.put("newest page", List.of("?size=50"));
        cases.put("unassigned, oldest first", List.of("?status=REGISTERED&sort=oldest"));
        cases.put("overdue, by deadline", List.of("?due=overdue&sort=deadline"));
        cases.put("card", column(connection, "select '/' || id from appeal order by md5(id::text) limit 100"));
        cases.put("rare word", queries(rare, "%s"));
        cases.put("medium word", queries(medium, "%s"));
        cases.put("frequent word", queries(frequent, "%s"));
        cases.put("two words, frequent and rare", queries(rare, "показания %s"));
        cases.put("two frequent words", queries(frequent, "счётчик %s"));
        cases.put("phrase", List.of(query("\"лицевому счёту\""), query("\"письменный ответ\"")));
        cases.put("word without another", queries(frequent, "-тариф %s"));
        cases.put(
                "typing mistake",
                List.of(query("квитанцыя"), query("перерасчот"), query("напрежение"), query("счечик")));
        cases.put("beginning of a word", List.of(query("квитан"), query("трансформ"), query("напряж"), query("подст")));
        cases.put("wrong layout", List.of(query("rdbnfywbz"), query("yfghz;tybt")));
        cases.put(
                "number",
                queries(column(connection, "select number from appeal order by md5(id::text) limit 50"), "%s"));
        cases.put(
                "name",
                queries(column(connection, "select last_name from appeal order by md5(id::text) limit 20"), "%s"));
        cases.put(
                "account number",
                queries(column(connection, "select account from appeal order by md5(id::text) limit 50"), "%s"));
        cases.put(
                "frequent word, channel",
                queries(frequent, "%s").stream().map(q -> q + "&channel=PHONE").toList());
        cases.put(
                "frequent word, overdue",
                queries(frequent, "%s").stream()
                        .map(q -> q + "&due=overdue&sort=deadline")
                        .toList());
        cases.put(
                "frequent word, a month",
                queries(frequent, "%s").stream()
                        .map(q -> q + "&registeredFrom=2025-03-01&registeredTo=2025-03-31")
                        .toList());
        cases.put(
                "rare word, status",
                queries(rare, "%s").stream().map(q -> q + "&status=CLOSED").toList());
        return cases;
    }

    private static String query(String words) {
        return "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    private static List<String> queries(List<String> words, String pattern) {
        return words.stream().map(word -> query(pattern.formatted(word))).toList();
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        try (var rows = connection.createStatement().executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static Times times(Api api, List<String> paths) {
        var times = new ArrayList<Double>();
        var found = 0;
        for (int i = 0; i < WARM_UP + CALLS; i++) {
            var path = "/api/v1/appeals" + paths.get(i % paths.size());
            var begin = System.nanoTime();
            var reply = api.get("admin", path).is(200);
            if (i >= WARM_UP) {
                times.add((System.nanoTime() - begin) / 1e6);
            }
            found = Math.max(found, reply.json().path("items").size());
        }
        Collections.sort(times);
        return new Times(times.get(CALLS / 2), times.get(CALLS * 95 / 100), found);
    }
}
