package ru.priyomnaya.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.generator.GenerateCommand;

/** Every figure of a year of twenty thousand appeals, the organisation's and each department's, against a count one by one. */
class GeneratedYearTests {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    @Test
    void everyFigureIsWhatACountOneByOneGives(@TempDir Path home) throws Exception {
        try (var postgres = EmbeddedPostgres.start()) {
            var url = postgres.getJdbcUrl("postgres", "postgres");
            var printed = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
            assertThat(GenerateCommand.run(
                            printed,
                            "--appeals=22000",
                            "--days=400",
                            "--without-search",
                            "--spring.datasource.url=" + url,
                            "--priyomnaya.home=" + home))
                    .isZero();
            var database = postgres.getPostgresDatabase();
            var jdbc = JdbcClient.create(database);
            // Some of no department, none of one kind: noughts and gaps are counted too.
            jdbc.sql("update appeal set department_id = null where number_seq % 17 = 0")
                    .update();
            var today = LocalDate.now(MOSCOW);
            var span = new Span(today.minusDays(364), today);
            var before = span.before();

            var names = new HashMap<UUID, String>();
            jdbc.sql("select id, name from topic").query(row -> {
                names.put(row.getObject(1, UUID.class), row.getString(2));
            });
            var folding = new Folding(cells(database, span, null, today), span, names, Map.of());
            var expected = new OneByOne(jdbc, MOSCOW, today);

            var whole = folding.whole();
            assertThat(whole.total().count()).isGreaterThan(19_900);
            assertThat(whole.total().before()).isGreaterThan(1_500);
            assertThat(Flat.of(whole))
                    .hasSizeGreaterThan(250)
                    .isEqualTo(expected.figures(
                            span.from(), span.until(), before.from(), before.until(), department -> true));
            assertThat(Flat.of(whole).keySet())
                    .anyMatch(name -> name.startsWith("grounds."))
                    .anyMatch(name -> name.startsWith("reasons.") && name.endsWith(".open"))
                    .anyMatch(name -> name.startsWith("served.") && name.endsWith("remote.waiting"))
                    .contains(
                            "ended.REDIRECTED",
                            "extended",
                            "repeated",
                            "collective",
                            "marks.1",
                            "marks.gis",
                            "forms.GIS.change");
            var departments = new ArrayList<@Nullable UUID>(
                    jdbc.sql("select id from department").query(UUID.class).list());
            assertThat(departments).hasSize(5);
            departments.add(null);
            for (var department : departments) {
                assertThat(Flat.of(folding.of(department, "Отдел", null)))
                        .as("department %s", department)
                        .isEqualTo(expected.figures(
                                span.from(),
                                span.until(),
                                before.from(),
                                before.until(),
                                one -> Objects.equals(one, department)));
            }
            // One department alone gives the same figures out of statements that read it alone.
            var alone = departments.get(0);
            assertThat(Flat.of(new Folding(cells(database, span, alone, today), span, names, Map.of()).whole()))
                    .isEqualTo(Flat.of(folding.of(alone, "Отдел", null)));
        }
    }

    private static Cells cells(DataSource database, Span span, @Nullable UUID department, LocalDate today) {
        var transactions = new DataSourceTransactionManager(database);
        var whole = new TransactionTemplate(transactions);
        whole.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        var jdbc = JdbcClient.create(database);
        var counting = new Counting(jdbc, new Alongside(jdbc, transactions));
        return Objects.requireNonNull(whole.execute(status -> counting.of(span, department, today, MOSCOW)));
    }
}
