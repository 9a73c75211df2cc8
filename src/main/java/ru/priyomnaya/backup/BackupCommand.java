package ru.priyomnaya.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.EncryptionKeys;
import ru.priyomnaya.journal.VerifyJournalCommand;
import ru.priyomnaya.storage.InstallationSecret;
import ru.priyomnaya.storage.RunningDatabase;

/**
 * {@code java -jar priyomnaya.jar backup FILE}, while the gateway runs or stands; {@code restore FILE} into an empty database and
 * home; {@code check-data}: every document that is named is there and unchanged, and so is the journal.
 */
public final class BackupCommand {
    private BackupCommand() {}

    /** Not a configuration of the gateway: only the database and the documents. */
    @ComponentScan(
            basePackages = "ru.priyomnaya.storage",
            excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = InstallationSecret.class))
    @ComponentScan(
            basePackages = "ru.priyomnaya.document",
            useDefaultFilters = false,
            includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = DocumentStore.class))
    @Import(Backup.class)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class
    })
    static class Database {}

    private static SpringApplicationBuilder database() {
        return new SpringApplicationBuilder(Database.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF);
    }

    private static Optional<Path> file(String... arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("--"))
                .findFirst()
                .map(Path::of);
    }

    /** Prints what is done; 0 when the file is whole, 1 when the store had lost documents that it lacks now, 2 for wrong arguments. */
    public static int backup(PrintStream out, String... arguments) throws IOException, SQLException {
        var file = file(arguments).orElse(null);
        if (file == null) {
            out.println("Укажите, куда: java -jar priyomnaya.jar backup копия.zip");
            return 2;
        }
        try (var context = database().initializers(new RunningDatabase()).run(arguments)) {
            var half = file.resolveSibling(file.getFileName() + ".part");
            Backup.Summary summary;
            try (var channel = FileChannel.open(
                            half,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
                    OutputStream to = Channels.newOutputStream(channel)) {
                summary = context.getBean(Backup.class).write(to);
            }
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
            out.printf(
                    "Копия готова: таблиц %d, строк %d, документов %d%n",
                    summary.tables(), summary.rows(), summary.documents());
            summary.missing()
                    .forEach(sha256 ->
                            out.println("Документ %s: в хранилище его нет, в копию не вошёл".formatted(sha256)));
            return summary.missing().isEmpty() ? 0 : 1;
        }
    }

    /** Prints what is done; 0 when all of it is back, 1 when it cannot be, 2 for wrong arguments. */
    public static int restore(PrintStream out, String... arguments) throws IOException, SQLException {
        var file = file(arguments).orElse(null);
        if (file == null || !Files.exists(file)) {
            out.println("Укажите, откуда: java -jar priyomnaya.jar restore копия.zip");
            return 2;
        }
        try (var context = database().run(arguments)) {
            var manifest = new Restore(
                            context.getBean(DataSource.class),
                            context.getBean(DocumentStore.class),
                            EncryptionKeys.read(
                                    context.getBean(BackupProperties.class).keyFile()))
                    .from(file);
            out.printf(
                    "Восстановлено: таблиц %d, документов %d, на %s%n",
                    manifest.tables().size(), manifest.documents(), manifest.madeAt());
            return check(out, context);
        } catch (Restore.Refused e) {
            out.println(e.getMessage());
            return 1;
        }
    }

    /** Prints what is wrong; 0 when nothing is. */
    public static int check(PrintStream out, String... arguments) throws IOException {
        try (var context = database().initializers(new RunningDatabase()).run(arguments)) {
            return check(out, context);
        }
    }

    private static int check(PrintStream out, ConfigurableApplicationContext context) throws IOException {
        var jdbc = context.getBean(JdbcTemplate.class);
        var documents = new DocumentCheck(jdbc, context.getBean(DocumentStore.class)).run(out);
        var journal = VerifyJournalCommand.isSound(out, jdbc);
        return documents && journal ? 0 : 1;
    }
}
