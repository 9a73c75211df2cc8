package ru.priyomnaya.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import ru.priyomnaya.Api;
import ru.priyomnaya.GatewayProcess;
import ru.priyomnaya.GatewayTest;

/** A backup is taken while letters come in, restored elsewhere, and goes on there. */
class BackupTests extends GatewayTest {
    @Value("${priyomnaya.home}")
    private String home;

    @TempDir
    private Path elsewhere;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private PrintStream out() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> website(String text) {
        return Map.of(
                "lastName", "Петрова",
                "firstName", "Мария",
                "email", "backup@example.ru",
                "postalAddress", "г. Приозёрск",
                "text", text,
                "consent", "true");
    }

    private Path underLoad() throws Exception {
        var file = elsewhere.resolve("copy.zip");
        var pool = Executors.newFixedThreadPool(2);
        var goesOn = new AtomicBoolean(true);
        for (int i = 0; i < 2; i++) {
            pool.execute(() -> {
                while (goesOn.get()) {
                    api().post("", "/api/v1/website/appeals", website("Под копирование"))
                            .is(201);
                }
            });
        }
        try {
            assertThat(BackupCommand.backup(out(), file.toString(), "--priyomnaya.home=" + home))
                    .as(printed())
                    .isZero();
        } finally {
            goesOn.set(false);
            pool.shutdown();
            assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        return file;
    }

    @Test
    void itIsTakenUnderLoadRestoredElsewhereAndGoesOn() throws Exception {
        api().post("", "/api/v1/website/appeals", website("До копирования")).is(201);
        var file = underLoad();
        try (var postgres = EmbeddedPostgres.start()) {
            var url = postgres.getJdbcUrl("postgres", "postgres");
            var settings = List.of("--spring.datasource.url=" + url, "--priyomnaya.home=" + elsewhere.resolve("home"));

            assertThat(restored(file, settings)).as(printed()).isZero();

            assertThat(printed()).contains("плохих: 0").contains("Журнал цел");
            var there = JdbcClient.create(new DriverManagerDataSource(url));
            assertThat(number(there, "select count(*) from appeal where text = 'До копирования'"))
                    .isPositive();
            assertThat(
                            number(
                                    there,
                                    "select count(*) from appeal a where not exists (select from journal_entry j where j.appeal_id = a.id)"))
                    .isZero();
            assertThat(number(there, "select count(*) from intake where state = 'REGISTERED' and appeal_id is null"))
                    .isZero();
            assertThat(number(there, "select max(last) - max(number_seq) from number_sequence, appeal"))
                    .isZero();
            assertThat(restored(file, settings)).isEqualTo(1);
            assertThat(printed()).contains("База не пуста");

            var again = freePort();
            var gateway =
                    new GatewayProcess(elsewhere.resolve("home"), again, List.of("--spring.datasource.url=" + url));
            try {
                gateway.awaitStart();
                new Api(again)
                        .post("", "/api/v1/website/appeals", website("После восстановления"))
                        .is(201);
                assertThat(new Api(again)
                                .get("registrar", "/api/v1/appeals?size=1")
                                .status())
                        .isEqualTo(200);
            } finally {
                gateway.stop();
            }
        }
    }

    private int restored(Path file, List<String> settings) throws Exception {
        var arguments = new String[] {file.toString(), settings.get(0), settings.get(1)};
        return BackupCommand.restore(out(), arguments);
    }

    private static long number(JdbcClient there, String sql) {
        return there.sql(sql).query(Long.class).single();
    }

    @Test
    void aFileThatWasCutShortIsRefused() throws Exception {
        var bytes = taken();
        var cut = elsewhere.resolve("cut.zip");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        try (var postgres = EmbeddedPostgres.start()) {
            assertThat(BackupCommand.restore(
                            out(),
                            cut.toString(),
                            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                            "--priyomnaya.home=" + elsewhere.resolve("cut")))
                    .isEqualTo(1);
        }
        assertThat(printed()).contains("не дописана до конца");
    }

    private byte[] taken() {
        return api().post("admin", "/api/v1/backup", Map.of()).is(200).bytes();
    }

    @Test
    void onlyAnAdministratorTakesEverythingAndTheJournalSaysSo() {
        api().post("it", "/api/v1/backup", Map.of()).is(403);
        assertThat(taken()).startsWith('P', 'K');
        assertThat(jdbc.sql("select actor from journal_entry where event = 'BACKUP_TAKEN' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("admin");
    }

    @Test
    void aDocumentThatTheStoreHasLostIsNamedAndTheRestIsCopied() throws Exception {
        var lost = "%064x".formatted(0xdeadL);
        jdbc.sql("insert into document (sha256, size, created_at) values (:lost, 1, now())")
                .param("lost", lost)
                .update();
        try {
            var file = elsewhere.resolve("lost.zip");

            assertThat(BackupCommand.backup(out(), file.toString(), "--priyomnaya.home=" + home))
                    .isEqualTo(1);

            assertThat(printed()).contains("Документ " + lost + ": в хранилище его нет, в копию не вошёл");
            assertThat(file).exists();
        } finally {
            jdbc.sql("delete from document where sha256 = :lost")
                    .param("lost", lost)
                    .update();
        }
    }

    @Test
    void aDocumentThatWasChangedIsNamed() throws Exception {
        var store = elsewhere.resolve("damaged");
        try (var postgres = EmbeddedPostgres.start()) {
            var settings = new String[] {
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"), "--priyomnaya.home=" + store
            };
            var file = elsewhere.resolve("whole.zip");
            Files.write(file, taken());
            assertThat(BackupCommand.restore(out(), file.toString(), settings[0], settings[1]))
                    .isZero();
            Path one;
            try (var files = Files.walk(store.resolve("documents"))) {
                one = files.filter(Files::isRegularFile).findFirst().orElseThrow();
            }
            Files.writeString(one, "испорчено");

            assertThat(BackupCommand.check(out(), settings)).isEqualTo(1);
            assertThat(printed()).contains(one.getFileName() + ": изменён");
        }
    }

    @Test
    void aCopyUnderAKeyIsRestoredWithItAndNotWithoutIt() throws Exception {
        api().post("", "/api/v1/website/appeals", website("Под ключом")).is(201);
        var keys = keys("right", (byte) 1);
        var file = elsewhere.resolve("sealed.zip");
        assertThat(BackupCommand.backup(
                        out(), file.toString(), "--priyomnaya.home=" + home, "--priyomnaya.backup.key-file=" + keys))
                .as(printed())
                .isZero();
        assertThat(Files.readAllBytes(file)).startsWith(0x89, 'P', 'R', 'M');
        try (var postgres = EmbeddedPostgres.start()) {
            var database = "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres");
            var target = "--priyomnaya.home=" + elsewhere.resolve("sealed-home");

            assertThat(BackupCommand.restore(out(), file.toString(), database, target))
                    .isEqualTo(1);
            assertThat(printed()).contains("Копия зашифрована: задайте priyomnaya.backup.key-file");
            assertThat(BackupCommand.restore(
                            out(),
                            file.toString(),
                            database,
                            target,
                            "--priyomnaya.backup.key-file=" + keys("wrong", (byte) 1)))
                    .isEqualTo(1);
            assertThat(printed()).contains("Зашифровано ключом «right», в файле ключей его нет");
            assertThat(BackupCommand.restore(
                            out(),
                            file.toString(),
                            database,
                            target,
                            "--priyomnaya.backup.key-file=" + keys("right", (byte) 2)))
                    .isEqualTo(1);
            assertThat(printed()).contains("ключ не тот");
            assertThat(BackupCommand.restore(
                            out(),
                            file.toString(),
                            database,
                            target,
                            "--priyomnaya.backup.key-file=" + keys,
                            "--priyomnaya.documents.keys=" + keys))
                    .as(printed())
                    .isZero();
        }
        assertThat(printed()).contains("плохих: 0").contains("Журнал цел");
        try (var documents = Files.walk(elsewhere.resolve("sealed-home/documents"))) {
            assertThat(documents.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(document -> assertThat(document.toString()).endsWith(".sealed"));
        }
        try (var left = Files.list(elsewhere)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("restore")))
                    .as("nothing open is left")
                    .isEmpty();
        }
    }

    private Path keys(String id, byte each) throws Exception {
        var key = new byte[32];
        Arrays.fill(key, each);
        return Files.writeString(
                elsewhere.resolve(id + each), id + ":" + Base64.getEncoder().encodeToString(key) + "\n");
    }
}
