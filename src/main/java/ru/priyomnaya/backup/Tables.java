package ru.priyomnaya.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the database of the gateway consists of. */
final class Tables {
    /** What is true of the running gateways only, and what Flyway writes itself. */
    private static final Set<String> LEFT_OUT = Set.of("flyway_schema_history", "node", "lease");

    private Tables() {}

    static List<String> all(Connection connection) throws SQLException {
        return column(
                        connection,
                        "select tablename from pg_tables where schemaname = current_schema() order by tablename")
                .stream()
                .filter(table -> !LEFT_OUT.contains(table))
                .toList();
    }

    /** A foreign key that is checked at once. */
    record Reference(String table, String name) {
        String deferred() {
            return "alter table %s alter constraint %s deferrable initially deferred".formatted(table, name);
        }

        String atOnce() {
            return "alter table %s alter constraint %s not deferrable".formatted(table, name);
        }
    }

    static List<Reference> references(Connection connection) throws SQLException {
        var references = new ArrayList<Reference>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select c.conrelid::regclass::text, quote_ident(c.conname) from pg_constraint c
                        join pg_namespace n on n.oid = c.connamespace
                        where c.contype = 'f' and not c.condeferrable and n.nspname = current_schema()
                        """)) {
            while (rows.next()) {
                references.add(new Reference(rows.getString(1), rows.getString(2)));
            }
        }
        return references;
    }

    static Map<String, Long> sequences(Connection connection) throws SQLException {
        var values = new HashMap<String, Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select quote_ident(sequencename), last_value from pg_sequences
                        where schemaname = current_schema() and last_value is not null
                        """)) {
            while (rows.next()) {
                values.put(rows.getString(1), rows.getLong(2));
            }
        }
        return values;
    }

    static List<String> column(Connection connection, String sql) throws SQLException {
        var values = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
