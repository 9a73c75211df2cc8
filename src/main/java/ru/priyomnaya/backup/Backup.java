package ru.priyomnaya.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.EncryptionKeys;
import ru.priyomnaya.document.SealedOutput;
import ru.priyomnaya.document.SweepLock;
import ru.priyomnaya.node.Nodes;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the register as it is at one moment, while the gateways go on: all tables in one snapshot of the database, then every
 * document that the snapshot names. Documents are only added; the sweep of what nobody needs waits meanwhile. Memory does not
 * grow with the register. A process that dies leaves a file without a manifest, which cannot be restored.
 */
@Component
@EnableConfigurationProperties(BackupProperties.class)
public class Backup {
    private final DataSource database;
    private final DocumentStore documents;
    private final EncryptionKeys keys;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    /** @throws IOException when the file of keys cannot be used: better no copy than an open one */
    Backup(DataSource database, DocumentStore documents, BackupProperties properties, Clock clock) throws IOException {
        this.database = database;
        this.documents = documents;
        keys = EncryptionKeys.read(properties.keyFile());
        this.clock = clock;
    }

    /**
     * @param tables how many
     * @param rows in all
     * @param missing SHA-256 of what the register names and the store has lost: the copy is made all the same
     */
    public record Summary(int tables, long rows, long documents, List<String> missing) {}

    /** Whether what is written is encrypted (decision 0038). */
    public boolean isSealed() {
        return !keys.isEmpty();
    }

    /** Closes {@code to}. */
    public Summary write(OutputStream to) throws SQLException, IOException {
        try (var zip = new ZipOutputStream(keys.isEmpty() ? to : new SealedOutput(to, keys));
                var connection = database.getConnection()) {
            zip.setLevel(Deflater.BEST_SPEED);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try {
                return write(zip, connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setReadOnly(false);
            }
        }
    }

    private Summary write(ZipOutputStream zip, Connection connection) throws SQLException, IOException {
        SweepLock.keepAll(connection);
        var schema = Tables.column(
                        connection,
                        "select version from flyway_schema_history where success order by installed_rank desc limit 1")
                .get(0);
        var sequences = Tables.sequences(connection);
        var copying = connection.unwrap(PGConnection.class).getCopyAPI();
        var tables = new LinkedHashMap<String, Long>();
        for (var table : Tables.all(connection)) {
            zip.putNextEntry(new ZipEntry(Manifest.TABLES + table));
            tables.put(table, copying.copyOut("copy " + table + " to stdout", new Uncloseable(zip)));
            zip.closeEntry();
        }
        var missing = new ArrayList<String>();
        var kept = documents(zip, connection, missing);
        zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
        zip.write(json.writeValueAsBytes(
                new Manifest(Manifest.FORMAT, Nodes.version(), clock.instant(), schema, tables, sequences, kept)));
        zip.closeEntry();
        zip.finish();
        return new Summary(
                tables.size(),
                tables.values().stream().mapToLong(Long::longValue).sum(),
                kept,
                missing);
    }

    private long documents(ZipOutputStream zip, Connection connection, List<String> missing)
            throws SQLException, IOException {
        long written = 0;
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(1_000);
            try (var rows = statement.executeQuery("select sha256 from document order by sha256")) {
                while (rows.next()) {
                    var sha256 = rows.getString(1);
                    try (var bytes = documents.open(sha256)) {
                        zip.putNextEntry(new ZipEntry(Manifest.DOCUMENTS + sha256));
                        bytes.transferTo(zip);
                        zip.closeEntry();
                        written++;
                    } catch (NoSuchFileException lost) {
                        missing.add(sha256);
                    }
                }
            }
        }
        return written;
    }

    /** The copy of one table must not end the file. */
    private static final class Uncloseable extends FilterOutputStream {
        Uncloseable(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() {
            // the zip goes on
        }
    }
}
