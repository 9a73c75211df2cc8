package ru.priyomnaya.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTests {
    @TempDir
    private Path directory;

    @Test
    void aHalfMadeDatabaseIsMadeAnewAndAUsedOneIsKept() throws Exception {
        Files.createDirectories(directory.resolve("data/base")); // initdb was cut short
        Files.writeString(directory.resolve("data/PG_VERSION"), "18");

        try (var database = EmbeddedDatabase.start(directory, directory.resolve("bin"))) {
            execute(database, "create table kept (id int)");
        }
        Files.writeString(directory.resolve("data/postmaster.pid"), ""); // a crash of the machine
        try (var database = EmbeddedDatabase.start(directory, directory.resolve("bin"))) {
            execute(database, "insert into kept values (1)");
        }

        assertThat(directory.resolve("data/postmaster.opts")).exists();
    }

    private static void execute(EmbeddedDatabase database, String sql) throws Exception {
        try (var connection = DriverManager.getConnection(database.url());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
