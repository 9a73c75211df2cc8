package ru.priyomnaya.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Objects;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.PGConnection;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.EncryptionKeys;
import ru.priyomnaya.document.SealedInput;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts a backup into an empty database and an empty home. The tables come in one transaction: a process that dies leaves an empty
 * register, and the command is simply given again.
 */
final class Restore {
    private static final int BEGINNING = 16;

    private final DataSource database;
    private final DocumentStore documents;
    private final EncryptionKeys keys;

    Restore(DataSource database, DocumentStore documents, EncryptionKeys keys) {
        this.database = database;
        this.documents = documents;
        this.keys = keys;
    }

    /** Why it cannot be; Russian. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String sentence) {
            super(sentence);
        }
    }

    Manifest from(Path file) throws IOException, SQLException, Refused {
        byte[] beginning;
        try (var in = Files.newInputStream(file)) {
            beginning = in.readNBytes(BEGINNING);
        }
        return SealedInput.isSealed(beginning) ? fromSealed(file) : fromZip(file);
    }

    /** A ZIP is read from its end: it lies open beside the copy for as long as that takes, for this user alone. */
    private Manifest fromSealed(Path file) throws IOException, SQLException, Refused {
        if (keys.isEmpty()) {
            throw new Refused("Копия зашифрована: задайте priyomnaya.backup.key-file");
        }
        var open = Files.createTempFile(file.toAbsolutePath().getParent(), "restore", ".zip"); // rw-------
        try {
            try (var sealed = new SealedInput(new BufferedInputStream(Files.newInputStream(file)), keys)) {
                try (var plain = Files.newOutputStream(open)) { // the file that is there, with its rights
                    sealed.transferTo(plain);
                }
            } catch (IOException e) {
                throw new Refused("Копия не расшифрована: " + e.getMessage());
            }
            return fromZip(open);
        } finally {
            Files.deleteIfExists(open);
        }
    }

    private Manifest fromZip(Path file) throws IOException, SQLException, Refused {
        try (var zip = new ZipFile(file.toFile())) {
            var manifest = manifest(zip);
            requireEmpty();
            try {
                Flyway.configure()
                        .dataSource(database)
                        .locations("classpath:db/migration")
                        .target(manifest.schema())
                        .load()
                        .migrate();
            } catch (FlywayException newer) {
                throw new Refused("Копию сделала более новая версия программы (%s, схема %s): поставьте её"
                        .formatted(manifest.program(), manifest.schema()));
            }
            documents(zip, manifest);
            try (var connection = database.getConnection()) {
                connection.setAutoCommit(false);
                tables(zip, manifest, connection);
                connection.commit();
            }
            return manifest;
        } catch (ZipException broken) {
            throw new Refused("Файл не читается: копия не дописана до конца или испорчена");
        }
    }

    private static Manifest manifest(ZipFile zip) throws IOException, Refused {
        var entry = zip.getEntry(Manifest.ENTRY);
        if (entry == null) {
            throw new Refused("В файле нет manifest.json: копия не дописана до конца");
        }
        try (var in = zip.getInputStream(entry)) {
            var manifest = JsonMapper.builder().build().readValue(in, Manifest.class);
            if (manifest.format() != Manifest.FORMAT) {
                throw new Refused("Неизвестный вид копии: " + manifest.format());
            }
            return manifest;
        }
    }

    private void requireEmpty() throws SQLException, Refused {
        try (var connection = database.getConnection()) {
            var isThere = !Tables.column(
                            connection,
                            "select 1 from pg_tables where schemaname = current_schema() and tablename = 'appeal'")
                    .isEmpty();
            if (isThere
                    && !Tables.column(connection, "select 1 from appeal union all select 1 from person limit 1")
                            .isEmpty()) {
                throw new Refused("База не пуста: восстанавливают только в пустую базу и пустой каталог данных");
            }
        }
    }

    /** Before the rows that name them. */
    private void documents(ZipFile zip, Manifest manifest) throws IOException, Refused {
        long put = 0;
        for (var entry : Collections.list(zip.entries())) {
            if (entry.getName().startsWith(Manifest.DOCUMENTS)) {
                var named = entry.getName().substring(Manifest.DOCUMENTS.length());
                try (var bytes = zip.getInputStream(entry)) {
                    if (!documents.put(bytes).sha256().equals(named)) {
                        throw new Refused("Документ %s в копии испорчен".formatted(named));
                    }
                }
                put++;
            }
        }
        if (put != manifest.documents()) {
            throw new Refused("Документов в копии %d, должно быть %d".formatted(put, manifest.documents()));
        }
    }

    private static void tables(ZipFile zip, Manifest manifest, Connection connection)
            throws SQLException, IOException, Refused {
        var copying = connection.unwrap(PGConnection.class).getCopyAPI();
        var tables = Tables.all(connection);
        var references = Tables.references(connection);
        try (var statement = connection.createStatement()) {
            for (var reference : references) { // tables refer to each other in circles
                statement.execute(reference.deferred());
            }
            for (var table : tables) { // the journal refuses changes, others would index what is copied anyway
                statement.execute("alter table " + table + " disable trigger user");
            }
            statement.execute(
                    "truncate " + String.join(", ", tables)); // what migrations have put in is in the copy too
            for (var table : tables) {
                var rows = rows(zip, table, copying::copyIn);
                if (rows != Objects.requireNonNullElse(manifest.tables().get(table), 0L)) {
                    throw new Refused("Таблица %s: строк %d, должно быть %s"
                            .formatted(table, rows, manifest.tables().get(table)));
                }
            }
            for (var sequence : manifest.sequences().entrySet()) {
                statement.execute("select setval('%s', %d)".formatted(sequence.getKey(), sequence.getValue()));
            }
            statement.execute("set constraints all immediate");
            for (var table : tables) {
                statement.execute("alter table " + table + " enable trigger user");
            }
            for (var reference : references) {
                statement.execute(reference.atOnce());
            }
        }
    }

    private interface CopyIn {
        long of(String sql, InputStream rows) throws SQLException, IOException;
    }

    private static long rows(ZipFile zip, String table, CopyIn copying) throws SQLException, IOException {
        var entry = zip.getEntry(Manifest.TABLES + table);
        if (entry == null) {
            return 0;
        }
        try (var in = zip.getInputStream(entry)) {
            return copying.of("copy " + table + " from stdin", in);
        }
    }
}
