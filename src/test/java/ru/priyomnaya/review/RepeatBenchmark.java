package ru.priyomnaya.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.Priyomnaya;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.Applicant;
import ru.priyomnaya.review.Likeness.Reviewed;

/** Finding the same applicant and the same appeal among a million, against ten thousand in the same run. */
@Tag("benchmark")
class RepeatBenchmark {
    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;
    private static final int CALLS = 200;
    private static final int PORTION = 10_000;
    private static final int YEARS = 5;
    private static final List<String> SENTENCES = LabelledAppeals.all().stream()
            .flatMap(one -> Arrays.stream(one.text().split("(?<=[.!?])\\s+")))
            .filter(sentence -> sentence.length() > 20)
            .toList();

    private final Random random = new Random(20261123);

    @Test
    void candidatesAmongAMillion() throws Exception {
        var home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "repeats");
        var none = Files.createTempDirectory("no-routes");
        try (var postgres = EmbeddedPostgres.start()) {
            var url = postgres.getJdbcUrl("postgres", "postgres");
            try (var gateway = new SpringApplicationBuilder(Priyomnaya.class)
                            .run(
                                    "--server.port=0",
                                    "--spring.datasource.url=" + url,
                                    "--priyomnaya.home=" + home,
                                    "--priyomnaya.routes=" + none,
                                    "--priyomnaya.admin.password=demo");
                    var connection = DriverManager.getConnection(url)) {
                SecurityContextHolder.getContext()
                        .setAuthentication(new UsernamePasswordAuthenticationToken(
                                "benchmark", "", AuthorityUtils.createAuthorityList("ROLE_REGISTRAR")));
                var repeats = gateway.getBean(Repeats.class);
                var appeals = gateway.getBean(Appeals.class);
                var transaction = new TransactionTemplate(gateway.getBean(PlatformTransactionManager.class));
                fill(connection, 0, FEW);
                var few = measure(connection, repeats, appeals, transaction);
                fill(connection, FEW, MANY);
                var many = measure(connection, repeats, appeals, transaction);
                System.out.printf(
                        Locale.ROOT, """

                        BENCHMARK repeats, %d looks each, candidates found, read and compared
                          among %9d   median %6.1f ms   95 of 100 within %6.1f ms
                          among %9d   median %6.1f ms   95 of 100 within %6.1f ms (goal 50 ms)
                          ratio of the medians %.1f

                        """, CALLS, FEW, few[0], few[1], MANY, many[0], many[1], many[0] / few[0]);
                assertThat(many[0]).isPositive();
            }
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** Median and 95th percentile in milliseconds. */
    private double[] measure(Connection connection, Repeats repeats, Appeals appeals, TransactionTemplate transaction)
            throws SQLException {
        connection.createStatement().execute("vacuum analyze appeal");
        connection.createStatement().execute("vacuum analyze appeal_match");
        var ids = ids(connection);
        var times = ids.stream()
                .map(id -> transaction.execute(status -> {
                    var appeal = appeals.get(id);
                    var begin = System.nanoTime();
                    repeats.of(appeal);
                    return (System.nanoTime() - begin) / 1e6;
                }))
                .collect(Collectors.toList());
        times = times.subList(times.size() / 2, times.size()); // the first half warms up
        Collections.sort(times);
        return new double[] {times.get(times.size() / 2), times.get(times.size() * 95 / 100)};
    }

    private List<UUID> ids(Connection connection) throws SQLException {
        try (var rows = connection
                .createStatement()
                .executeQuery("select id from appeal order by hashtext(id::text) limit " + 2 * CALLS)) {
            var ids = new java.util.ArrayList<UUID>();
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
            return ids;
        }
    }

    /** Five years of letters by applicants who write about ten times each. */
    private void fill(Connection connection, int from, int until) throws Exception {
        for (int start = from; start < until; start += PORTION) {
            var appealRows = new StringBuilder();
            var matchRows = new StringBuilder();
            for (int i = start; i < start + PORTION; i++) {
                row(i, until, appealRows, matchRows);
            }
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            copy.copyIn("""
                    copy appeal (id, version, organization_id, number, number_year, number_seq, channel, external_id,
                      applicant_type, last_name, first_name, email, phone, account, received_at, registered_at, kind, subject, text,
                      status, deadline, deadline_first, deadline_rule, deadline_basis, deadline_explanation, deadline_provisional,
                      extensions) from stdin
                    """, new StringReader(appealRows.toString()));
            copy.copyIn(
                    "copy appeal_match (appeal_id, at, keys, bands) from stdin",
                    new StringReader(matchRows.toString()));
        }
    }

    private void row(int i, int until, StringBuilder appeals, StringBuilder matches) {
        var person = random.nextInt(Math.max(1, until / 10));
        var surname = "Фамилия" + person % 5_000;
        var first = "Имя" + person % 50;
        var email = "p" + person + "@example.ru";
        var phone = "9%09d".formatted(person);
        var account = "76%08d".formatted(person);
        var text = IntStream.range(0, 2 + random.nextInt(4))
                .mapToObj(n -> SENTENCES.get(random.nextInt(SENTENCES.size())))
                .collect(Collectors.joining(" "))
                .replace('\n', ' ')
                .replace('\t', ' ')
                .replace("\\", "");
        var at = Instant.parse("2026-11-23T00:00:00Z").minusSeconds(random.nextLong(YEARS * 365L * 86_400));
        var id = new UUID(0x1000_7000_8000L + i, 0x8000_0000_0000_0000L | random.nextLong(Long.MAX_VALUE));
        appeals.append(String.join(
                        "\t",
                        id.toString(),
                        "0",
                        "00000000-0000-7000-8000-000000000001",
                        i + 1 + "/Э-26",
                        "2026",
                        String.valueOf(i + 1),
                        "EMAIL",
                        "x" + i,
                        "PERSON",
                        surname,
                        first,
                        email,
                        phone,
                        account,
                        at.toString(),
                        at.toString(),
                        "APPEAL",
                        "Обращение",
                        text,
                        "CLOSED",
                        "2026-12-23",
                        "2026-12-23",
                        "30",
                        "S4",
                        "Правило",
                        "false",
                        "0"))
                .append('\n');
        var applicant = new Applicant(
                Applicant.ApplicantType.PERSON, surname, first, null, null, null, email, phone, null, account);
        var reviewed = new Reviewed(ApplicantTraits.of(applicant, null, text), TextSketch.of(text));
        matches.append(id)
                .append('\t')
                .append(at)
                .append("\t{\"")
                .append(String.join("\",\"", reviewed.applicant().keys()))
                .append("\"}\t{")
                .append(Arrays.stream(reviewed.text().bands(Math.floorDiv(at.getEpochSecond(), 30L * 86_400)))
                        .map(String::valueOf)
                        .collect(Collectors.joining(",")))
                .append("}\n");
    }
}
