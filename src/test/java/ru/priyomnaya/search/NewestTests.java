package ru.priyomnaya.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.priyomnaya.generator.GenerateCommand;
import ru.priyomnaya.search.Search.Newest;
import ru.priyomnaya.search.Search.Within;

/** The shortcuts of {@link Search#newest} over ten thousand appeals, against reading all that matches. */
class NewestTests {
    private static final Within ANYTHING = new Within("", Map.of(), "");
    private static final int FEW = 20;
    private static final int MANY = 100;

    private static EmbeddedPostgres postgres;
    private static JdbcClient jdbc;
    private static PlannedAnew planned;
    private static Search search;

    @BeforeAll
    static void generated(@TempDir Path home) throws Exception {
        postgres = EmbeddedPostgres.start();
        assertThat(GenerateCommand.run(
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        "--appeals=10050",
                        "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                        "--priyomnaya.home=" + home))
                .isZero();
        jdbc = JdbcClient.create(postgres.getPostgresDatabase());
        planned = new PlannedAnew(postgres.getPostgresDatabase());
        search = new Search(new QueryReader(new Vocabulary(planned)), planned, Clock.systemUTC());
    }

    @AfterAll
    static void stopped() throws IOException {
        postgres.close();
    }

    @Test
    void aLargeRegisterHasItsIndexOfWordsAgain() {
        assertThat(jdbc.sql(
                                "select count(*) from pg_indexes where tablename = 'appeal_words' and indexdef like '% gin %'")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void aWordOfAnyFrequencyIsFoundNewestFirstAndCounted() {
        var frequent = words("true order by uses desc, word limit 8");
        var any = words("true order by md5(word) limit 12");
        Stream.concat(frequent.stream(), any.stream()).forEach(word -> {
            compared(word, ANYTHING, FEW, MANY);
            compared(word, ANYTHING, MANY, FEW);
        });
        assertThat(frequent)
                .as("words that nobody had to count")
                .anyMatch(word -> search.isMore(understood(word), ANYTHING, MANY));
        assertThat(any).anyMatch(word -> !search.isMore(understood(word), ANYTHING, MANY));
    }

    @Test
    void whatIsNarrowedIsCountedToo() {
        var closed = new Within("a.status = :status", Map.of("status", "CLOSED"), "");
        var byPhone = new Within("", Map.of(), "PHONE");
        var lately = new Within("a.registered_at >= now() - interval '200 days'", Map.of(), "");
        words("true order by uses desc, md5(word) limit 4").forEach(word -> {
            compared(word, closed, FEW, MANY);
            compared(word, byPhone, FEW, MANY);
            compared(word, lately, FEW, MANY);
        });
    }

    /** Each stands in half of the register and both in thirty appeals: the statistics expect two and a half thousand. */
    @Test
    void wordsThatAvoidEachOtherAreCountedOneByOne() {
        jdbc.sql("""
                        update appeal_words set words = words || array_to_tsvector(case
                          when number_seq % 335 = 0 then array['ааачетн', 'ааанечетн']
                          when number_seq % 2 = 0 then array['ааачетн'] else array['ааанечетн'] end)
                        """).update();
        jdbc.sql(
                        "insert into search_word (word, lexeme, uses) values ('ааачетн', 'ааачетн', 1), ('ааанечетн', 'ааанечетн', 1)")
                .update();
        jdbc.sql("analyze appeal_words").update();

        assertThat(search.isMore(understood("ааачетн ааанечетн"), ANYTHING, MANY))
                .isTrue();
        compared("ааачетн ааанечетн", ANYTHING, FEW, MANY);
        compared("ааачетн -ааанечетн", ANYTHING, FEW, MANY);
    }

    private static List<String> words(String which) {
        return jdbc.sql("select word from search_word where length(word) > 3 and " + which)
                .query(String.class)
                .list();
    }

    private static Question understood(String typed) {
        return search.understand(typed, true).orElseThrow();
    }

    private static void compared(String typed, Within within, int wanted, int counted) {
        var question = understood(typed);
        var every = every(question, within);

        assertThat(search.newest(question, within, wanted, counted))
                .as("%s within %s, %d of %d", typed, within, wanted, every.size())
                .isEqualTo(new Newest(
                        every.subList(0, Math.min(wanted, every.size())), Math.min(every.size(), counted + 1)));
    }

    private static List<UUID> every(Question question, Within within) {
        return planned.jdbc()
                .sql("select a.id from appeal a join appeal_words f on f.appeal_id = a.id"
                        + " where f.words @@ cast(:words as tsquery) and (:channel = '' or a.channel = :channel) and ("
                        + (within.sql().isEmpty() ? "true" : within.sql())
                        + ") order by a.registered_at desc, a.number_seq desc")
                .params(within.parameters())
                .param("words", question.condition())
                .param("channel", within.channel())
                .query(UUID.class)
                .list();
    }
}
