package ru.priyomnaya.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on an empty database and on one that is not. */
class GenerateTests {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private int run(String... arguments) throws Exception {
        return GenerateCommand.run(new PrintStream(printed, true, StandardCharsets.UTF_8), arguments);
    }

    @Test
    void aRegisterIsMadeOnceAndEnlargedOnlyWhenAsked(@TempDir Path home) throws Exception {
        try (var postgres = EmbeddedPostgres.start()) {
            var url = postgres.getJdbcUrl("postgres", "postgres");
            var database = new String[] {"--spring.datasource.url=" + url, "--priyomnaya.home=" + home};

            assertThat(run("--appeals", "1200", database[0], database[1])).isZero();
            assertThat(run("--appeals", "1200", database[0], database[1])).isEqualTo(1);
            assertThat(run("--appeals=300", "--into-existing", database[0], database[1]))
                    .isZero();
            assertThat(run(database)).isEqualTo(2);

            assertThat(count(url, "select count(*) from appeal")).isEqualTo(1500);
            assertThat(count(url, "select count(*) from appeal_words")).isEqualTo(1500);
            assertThat(count(url, "select count(*) from answer")).isGreaterThan(900);
            assertThat(count(url, "select count(*) from search_waiting")).isZero();
            assertThat(count(url, "select count(*) from search_word")).isGreaterThan(500);
            assertThat(
                            count(
                                    url,
                                    "select max(last) - count(*) from number_sequence s join appeal a using (number_year) where number_year = 2025 group by s.last"))
                    .isZero();
        }
    }

    private static long count(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
