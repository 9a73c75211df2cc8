package ru.priyomnaya.generator;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import org.springframework.boot.Banner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import ru.priyomnaya.document.DocumentStore;

/**
 * {@code java -jar priyomnaya.jar generate --appeals 1000000}: fills the configured database, or the gateway's own while the gateway
 * does not run, with made-up appeals of the last {@code --days}, four years by default. A database that has appeals is refused unless {@code --into-existing} is given.
 */
public final class GenerateCommand {
    private static final int MOST = 10_000_000;
    private static final int USUAL_DAYS = 4 * 365;
    private static final int MOST_DAYS = 10_000;

    private GenerateCommand() {}

    /** Not a configuration of the gateway: only the database and the documents. */
    @ComponentScan("ru.priyomnaya.storage")
    @ComponentScan(
            basePackages = "ru.priyomnaya.document",
            useDefaultFilters = false,
            includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = DocumentStore.class))
    @Import(Generation.class)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        FlywayAutoConfiguration.class
    })
    static class Database {}

    /** Prints what is done; returns the exit code: 0 when done, 1 for a database that has appeals, 2 for wrong arguments. */
    public static int run(PrintStream out, String... arguments) throws SQLException, IOException {
        var count = number("--appeals", 0, arguments);
        var days = number("--days", USUAL_DAYS, arguments);
        if (count < 1 || count > MOST || days < 1 || days > MOST_DAYS) {
            out.println(
                    "Укажите, сколько: java -jar priyomnaya.jar generate --appeals 1000000 [--days 1460] [--without-search] [--into-existing]");
            return 2;
        }
        try (var context = new SpringApplicationBuilder(Database.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments)) {
            var generation = context.getBean(Generation.class);
            var intoExisting = new DefaultApplicationArguments(arguments).containsOption("into-existing");
            if (!generation.isEmpty() && !intoExisting) {
                out.println("В базе уже есть обращения. Выдуманные среди настоящих нужны только с --into-existing");
                return 1;
            }
            generation.run(
                    new Generation.Extent(
                            count, days, !new DefaultApplicationArguments(arguments).containsOption("without-search")),
                    out);
            return 0;
        }
    }

    /** Both {@code --appeals 1000} and {@code --appeals=1000}; 0 when it is no number. */
    private static int number(String name, int absent, String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            var value = arguments[i].startsWith(name + "=")
                    ? arguments[i].substring(name.length() + 1)
                    : arguments[i].equals(name) ? (i + 1 < arguments.length ? arguments[i + 1] : "") : null;
            if (value != null) {
                return value.matches("\\d{1,8}") ? Integer.parseInt(value) : 0;
            }
        }
        return absent;
    }
}
