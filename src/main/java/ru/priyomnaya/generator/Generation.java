package ru.priyomnaya.generator;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.StoredDocument;
import ru.priyomnaya.search.AppealWords;

/**
 * Fills the register, the answers and the search. Nothing is sent to anybody. An empty register is filled in one transaction, with
 * its index of words built once at the end: whoever stops it finds the register as it was. Into a register that is in use it
 * writes in portions, and for each of them others who register wait.
 */
class Generation {
    private static final int PORTION = 10_000;
    private static final long SEED = 59;
    private static final String INDEX = "appeal_words_gin";

    private final DataSource database;
    private final JdbcClient jdbc;
    private final DocumentStore store;
    private final Clock clock;

    Generation(DataSource database, JdbcClient jdbc, DocumentStore store, Clock clock) {
        this.database = database;
        this.jdbc = jdbc;
        this.store = store;
        this.clock = clock;
    }

    boolean isEmpty() {
        return !jdbc.sql("select exists (select 1 from appeal)")
                .query(Boolean.class)
                .single();
    }

    /**
     * What to make.
     *
     * @param days until now over which the appeals are spread
     * @param searched whether the search knows them at once; else the gateway finds their words when it runs
     */
    record Extent(int appeals, int days, boolean searched) {}

    void run(Extent extent, PrintStream out) throws SQLException, IOException {
        var count = extent.appeals();
        var now = clock.instant();
        var words = new Words(SEED + count);
        var generated = new GeneratedAppeals(words, Staff.of(jdbc, words), scan(), now);
        var definition = jdbc.sql("select pg_get_indexdef(cast(:index as regclass))")
                .param("index", INDEX)
                .query(String.class)
                .single();
        var rebuilds = extent.searched() && count > PORTION && isEmpty();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            if (rebuilds) {
                execute(connection, "drop index " + INDEX); // built once it is full: many times faster
            }
            write(extent, generated, now, connection, rebuilds, out);
            if (rebuilds) {
                out.println("Строю указатель слов");
                execute(connection, "set constraints all immediate"); // no index while checks are pending
                execute(connection, "set local maintenance_work_mem = '512MB'");
                execute(connection, definition);
                connection.commit();
            }
            connection.setAutoCommit(true);
        }
        for (var table : List.of(
                "appeal",
                "appeal_words",
                "answer",
                "search_word",
                "appeal_match",
                "desk_record",
                "rating",
                "lateness",
                "appeal_link")) {
            jdbc.sql("vacuum analyze " + table).update();
        }
    }

    private void write(
            Extent extent,
            GeneratedAppeals generated,
            Instant now,
            Connection connection,
            boolean atOnce,
            PrintStream out)
            throws SQLException {
        var count = extent.appeals();
        var last = lastNumbers();
        var from = now.minus(extent.days(), ChronoUnit.DAYS);
        var step = (double) ChronoUnit.SECONDS.between(from, now) / count;
        for (int done = 0; done < count; ) {
            var first = new HashMap<>(last);
            for (int i = 0; i < PORTION && done < count; i++, done++) {
                var at = from.plusSeconds((long) (step * done));
                var year = at.atZone(ZoneOffset.UTC).getYear();
                generated.add(at, year, last.merge(year, 1L, Long::sum));
            }
            if (extent.searched()) {
                execute(connection, "alter table appeal disable trigger appeal_searched");
                execute(connection, "alter table answer disable trigger answer_searched");
            }
            generated.send(connection);
            if (extent.searched()) {
                execute(connection, "alter table appeal enable trigger appeal_searched");
                execute(connection, "alter table answer enable trigger answer_searched");
            }
            for (var year : last.entrySet()) {
                var before = first.getOrDefault(year.getKey(), 0L);
                if (before < year.getValue()) {
                    if (extent.searched()) {
                        execute(connection, AppealWords.ofNumbers(year.getKey(), before + 1, year.getValue()));
                    }
                    settle(connection, year.getKey(), before + 1, year.getValue());
                }
            }
            if (!atOnce) {
                connection.commit();
            }
            if (done % (10 * PORTION) == 0 || done == count) {
                out.printf("Обращений: %,d%n", done);
            }
        }
    }

    private static void settle(Connection connection, int year, long first, long last) throws SQLException {
        // Made-up texts are alike by design: they would all be proposed as repeats of each other.
        execute(connection, """
                insert into appeal_match (appeal_id, at, keys, bands) select id, received_at, '{}', '{}' from appeal
                where number_year = %d and number_seq between %d and %d
                """.formatted(year, first, last));
        execute(connection, """
                insert into number_sequence (organization_id, number_year, last)
                select organization_id, number_year, %d from appeal where number_year = %d and number_seq = %1$d limit 1
                on conflict (organization_id, number_year) do update set last = excluded.last
                """.formatted(last, year));
    }

    private Map<Integer, Long> lastNumbers() {
        var last = new HashMap<Integer, Long>();
        jdbc.sql("select number_year, max(last) from number_sequence group by number_year")
                .query(row -> {
                    last.put(row.getInt(1), row.getLong(2));
                });
        return last;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private StoredDocument scan() throws IOException {
        var scan = store.put(SampleScan.bytes());
        jdbc.sql("insert into document (sha256, size, created_at) values (:sha256, :size, :now) on conflict do nothing")
                .param("sha256", scan.sha256())
                .param("size", scan.size())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return scan;
    }
}
