package ru.priyomnaya.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;

class JournalTests extends GatewayTest {
    private static final String SECRET = "Переписка с Аистовым";

    @Autowired
    private JournalSeal seal;

    @Autowired
    private JournalErasure erasure;

    @Autowired
    private JdbcTemplate template;

    @Autowired
    private PlatformTransactionManager transactions;

    private void sealAll() {
        while (seal.seal() > 0) {}
    }

    private Chain.Result verified() {
        return new JournalCheck(template).run();
    }

    /** In a transaction that is taken back. */
    private void meanwhile(Runnable forgery) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            status.setRollbackOnly();
            for (var table : List.of("journal_entry", "journal_seal", "journal_erased")) {
                jdbc.sql("alter table " + table + " disable trigger all").update();
            }
            forgery.run();
        });
    }

    private Office.Case aCaseWithWords() {
        var one = new Office(api()).appeal("Нет света");
        api().post("registrar", one.path() + "/assign", java.util.Map.of("executor", "executor", "comment", SECRET))
                .is(200);
        Office.awaitNothingToSend(jdbc, List.of(one.id()));
        sealAll();
        return one;
    }

    private int erase(Office.Case one) {
        return Objects.requireNonNull(new TransactionTemplate(transactions)
                .execute(status -> erasure.ofAppeal(UUID.fromString(one.id()), UUID.randomUUID())));
    }

    private long entryWithWords(Office.Case one) {
        return jdbc.sql("select max(id) from journal_entry where appeal_id = :id and event = 'APPEAL_ASSIGNED'")
                .param("id", UUID.fromString(one.id()))
                .query(Long.class)
                .single();
    }

    @Test
    void theJournalCannotBeChanged() {
        aCaseWithWords();

        for (var forbidden : List.of(
                "update journal_entry set actor = 'x'",
                "update journal_entry set details = '{}', salt = null",
                "delete from journal_entry",
                "delete from journal_seal",
                "update journal_seal set hash = ''",
                "truncate journal_erased",
                "delete from journal_erased")) {
            assertThatThrownBy(() -> jdbc.sql(forbidden).update()).as(forbidden).hasMessageContaining("append-only");
        }
        assertThat(verified().isSound()).isTrue();
    }

    @Test
    void wordsGoOutOfEntriesAndTheChainStillProvesTheRest() {
        var one = aCaseWithWords();
        var entry = entryWithWords(one);
        var before = verified();

        assertThat(erase(one)).isPositive();
        sealAll();

        var result = verified();
        assertThat(result.isSound()).as(result.inRussian()).isTrue();
        assertThat(result.erased()).isGreaterThan(before.erased());
        assertThat(jdbc.sql("select details from journal_entry where id = " + entry)
                        .query(String.class)
                        .single())
                .startsWith("{\"erased\":");
        assertThat(jdbc.sql("select count(*) from journal_entry where details like :words")
                        .param("words", "%" + SECRET + "%")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(erase(one)).as("nothing is left to erase").isZero();
        var printed = new ByteArrayOutputStream();
        assertThat(VerifyJournalCommand.isSound(new PrintStream(printed, true, StandardCharsets.UTF_8), template))
                .isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("сведения удалены по закону — ");
    }

    @Test
    void anErasureOutsideOfItsFunctionIsRefused() {
        var entry = entryWithWords(aCaseWithWords());
        var eraser = jdbc.sql("select max(id) from journal_entry where event = 'APPEAL_REGISTERED'")
                .query(Long.class)
                .single();

        assertThatThrownBy(() -> jdbc.sql("select journal_erase(%d, %d)".formatted(entry, eraser))
                        .query()
                        .singleRow())
                .hasMessageContaining("itself an entry of the journal");
        assertThatThrownBy(
                        () -> jdbc.sql("update journal_entry set salt = null, details = '{\"erased\":%d}' where id = %d"
                                        .formatted(eraser, entry))
                                .update())
                .hasMessageContaining("append-only");
    }

    /** As gateways of before wrote it: the seal is over the details themselves. */
    @Test
    void entriesOfTheFirstFormatAreCheckedAndMayBeErased() {
        var one = aCaseWithWords();
        meanwhile(() -> {
            var old = jdbc.sql("""
                            insert into journal_entry (id, at, actor, event, appeal_id, details)
                            values (nextval('journal_entry_seq'), now(), 'registrar', 'APPEAL_ASSIGNED', :id, :details) returning id
                            """)
                    .param("id", UUID.fromString(one.id()))
                    .param("details", "{\"comment\":\"" + SECRET + "\"}")
                    .query(Long.class)
                    .single();
            for (var table : List.of("journal_entry", "journal_erased")) {
                jdbc.sql("alter table " + table + " enable trigger all").update();
            }
            assertThatThrownBy(() -> erasure.ofAppeal(UUID.fromString(one.id()), UUID.randomUUID()))
                    .isInstanceOf(JournalErasure.NotSealedYet.class);
            sealAll();
            assertThat(jdbc.sql("select format from journal_seal where entry_id = " + old)
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
            assertThat(verified().isSound()).isTrue();

            erasure.ofAppeal(UUID.fromString(one.id()), UUID.randomUUID());
            sealAll();

            assertThat(verified().isSound()).isTrue();
            jdbc.sql("alter table journal_entry disable trigger all").update();
            jdbc.sql("update journal_entry set actor = 'somebody' where id = " + old)
                    .update();
            assertThat(verified().broken()).contains(old);
        });
    }

    @Test
    void aChangedCharacterInAnyColumnIsFound() {
        var one = aCaseWithWords();
        erase(one);
        aCaseWithWords();
        sealAll();
        var erased = jdbc.sql("select max(entry_id) from journal_erased")
                .query(Long.class)
                .single();
        var eraser = jdbc.sql("select max(by_entry) from journal_erased")
                .query(Long.class)
                .single();
        var ordinary = jdbc.sql("select max(id) from journal_entry where event = 'APPEAL_ASSIGNED'")
                .query(Long.class)
                .single();
        var tried = new AtomicInteger();

        for (var entry : List.of(erased, eraser, ordinary)) {
            flipped("journal_entry", "id", entry, tried);
            flipped("journal_seal", "entry_id", entry, tried);
        }
        flipped("journal_erased", "entry_id", erased, tried);

        assertThat(tried).hasValueGreaterThan(30);
        assertThat(verified().isSound()).isTrue();
    }

    private void flipped(String table, String key, long row, AtomicInteger tried) {
        var columns = jdbc.sql(
                        "select column_name, data_type from information_schema.columns where table_name = :table order by 1")
                .param("table", table)
                .query((found, n) -> new String[] {found.getString(1), found.getString(2)})
                .list();
        for (var column : columns) {
            var name = column[0];
            var flipped = switch (column[1]) {
                case "text" -> "overlay(%1$s placing (case left(%1$s, 1) when 'x' then 'y' else 'x' end) from 1 for 1)";
                case "uuid" ->
                    "overlay(%1$s::text placing (case left(%1$s::text, 1) when 'a' then 'b' else 'a' end) from 1 for 1)::uuid";
                case "timestamp with time zone" -> "%1$s + interval '1 microsecond'";
                case "bigint", "integer" -> "%1$s + 100000";
                default -> throw new AssertionError(column[1]);
            };
            meanwhile(() -> {
                var changed = jdbc.sql("update %s set %s = %s where %s = %d and %s is not null"
                                .formatted(table, name, flipped.formatted(name), key, row, name))
                        .update();
                if (changed > 0) {
                    tried.incrementAndGet();
                    assertThat(verified().isSound()).as(table + "." + name).isFalse();
                }
            });
        }
    }
}
