package ru.priyomnaya.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.GatewayTest;

/** Whoever adds a table or a column says in {@code personal-data.yaml} what becomes of it when a person is forgotten. */
class DataMapTests extends GatewayTest {
    private static final Set<String> SAYS_NOTHING = Set.of(
            "uuid", "bigint", "integer", "boolean", "date", "timestamp with time zone", "timestamp without time zone");

    private final DataMap map = DataMap.read();

    private Map<String, Set<String>> columns() {
        var columns = new HashMap<String, Set<String>>();
        jdbc.sql("""
                        select c.table_name, c.column_name, c.data_type from information_schema.columns c
                        join information_schema.tables t on t.table_name = c.table_name and t.table_schema = c.table_schema
                        where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
                        """).query(row -> {
            var of = columns.computeIfAbsent(row.getString(1), table -> new TreeSet<>());
            if (!SAYS_NOTHING.contains(row.getString(3))) {
                of.add(row.getString(2));
            }
        });
        return columns;
    }

    @Test
    void everyTableIsNamed() {
        var named = new TreeSet<>(map.others().keySet());
        map.places().forEach(place -> named.add(place.table()));

        assertThat(columns().keySet()).hasSizeGreaterThan(60);
        assertThat(new TreeSet<>(columns().keySet()))
                .as("add the table to src/main/resources/privacy/personal-data.yaml")
                .isEqualTo(named);
    }

    @Test
    void everyColumnThatCanHoldWordsIsErasedOrSaidToHoldNone() {
        var columns = columns();

        assertThat(map.places()).allSatisfy(place -> {
            if (!place.isDeleted()) {
                var said = new TreeSet<>(place.plain());
                said.addAll(place.erase().keySet());
                assertThat(said)
                        .as("columns of %s in personal-data.yaml", place.table())
                        .containsAll(columns.getOrDefault(place.table(), Set.of()));
            }
        });
    }

    @Test
    void whatNamesBytesGivesThemUp() {
        var naming = jdbc.sql("""
                        select c.conrelid::regclass::text || '.' || a.attname from pg_constraint c
                        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                        where c.contype = 'f' and c.confrelid = 'document'::regclass and c.confdeltype <> 'c'
                        """).query(String.class).list();
        var said = new TreeSet<>(List.of("letter_blank.logo_sha256", "erasure.act_sha256")); // the company's own
        map.places().forEach(place -> place.documents().forEach(column -> said.add(place.table() + "." + column)));
        said.remove("paper_letter.source_sha256"); // no reference, and a document all the same

        assertThat(new TreeSet<>(naming)).isEqualTo(said);
    }

    /** Or giving one document up would read whole tables. */
    @Test
    void whatNamesBytesIsFoundByThem() {
        var unindexed = jdbc.sql("""
                        select c.conrelid::regclass::text || '.' || a.attname from pg_constraint c
                        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                        where c.contype = 'f' and c.confrelid = 'document'::regclass
                          and not exists (select 1 from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1])
                        """).query(String.class).list();

        assertThat(unindexed).isEmpty();
    }
}
