package ru.priyomnaya.setup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import ru.priyomnaya.routing.RouteFolderCheck;
import ru.priyomnaya.signing.KeySettings;
import ru.priyomnaya.signing.SignTest;
import ru.priyomnaya.signing.SignatureProfile;

/**
 * {@code java -jar priyomnaya.jar --check}: looks at everything that the start would need, prints what is wrong, and starts nothing.
 * It asks the database its version and signs a sample; it changes nothing and calls no channel (their pages test them).
 */
public final class CheckCommand {
    private static final int OLDEST_DATABASE = 13;

    private CheckCommand() {}

    static class Nothing {}

    /** Prints each problem with its setting; 0 when there is none. */
    public static int run(PrintStream out, String... arguments) {
        try (var context = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .run(arguments)) {
            var problems = problems(context.getEnvironment());
            problems.forEach(out::println);
            out.println(problems.isEmpty() ? "Настройки в порядке" : "Найдено: " + problems.size());
            return problems.isEmpty() ? 0 : 1;
        }
    }

    private static List<String> problems(ConfigurableEnvironment environment) {
        var known = new KnownSettings();
        var problems = new ArrayList<String>();
        problems.addAll(known.unreadable(environment));
        problems.addAll(known.unknown(environment));
        if (problems.isEmpty()) {
            home(environment, problems);
            database(environment, problems);
            problems.addAll(
                    RouteFolderCheck.problemsIn(Path.of(environment.getProperty("priyomnaya.routes", "./routes"))));
            key(environment, problems);
        }
        return problems;
    }

    private static void home(ConfigurableEnvironment environment, List<String> problems) {
        var home = Path.of(environment.getProperty("priyomnaya.home", "./data"));
        try {
            Files.delete(Files.createTempFile(Files.createDirectories(home), "check", ""));
        } catch (IOException e) {
            problems.add("priyomnaya.home: в каталог %s нельзя писать (%s)"
                    .formatted(home, e.getClass().getSimpleName()));
        }
    }

    private static void database(ConfigurableEnvironment environment, List<String> problems) {
        var url = environment.getProperty("spring.datasource.url");
        if (url == null) {
            return; // its own
        }
        try (var connection = DriverManager.getConnection(
                        url,
                        environment.getProperty("spring.datasource.username"),
                        environment.getProperty("spring.datasource.password"));
                var statement = connection.createStatement()) {
            var version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_DATABASE) {
                problems.add("spring.datasource.url: нужна PostgreSQL %d или новее, здесь %d"
                        .formatted(OLDEST_DATABASE, version));
            }
            try (var trigrams =
                    statement.executeQuery("select 1 from pg_available_extensions where name = 'pg_trgm'")) {
                if (!trigrams.next()) {
                    problems.add("spring.datasource.url: в базе нет расширения pg_trgm (пакет postgresql-contrib)");
                }
            }
        } catch (SQLException e) {
            problems.add("spring.datasource.url: база не отвечает (%s, SQLState %s)"
                    .formatted(e.getClass().getSimpleName(), e.getSQLState()));
        }
    }

    private static void key(ConfigurableEnvironment environment, List<String> problems) {
        var settings = Binder.get(environment).bind("priyomnaya.gis.signing", KeySettings.class);
        if (settings.isBound() && !settings.get().isEmpty()) {
            var profile = Binder.get(environment)
                    .bind("priyomnaya.gis.signature-profile", SignatureProfile.class)
                    .orElse(SignatureProfile.P1);
            var zone = ZoneId.of(environment.getProperty("priyomnaya.zone", "Europe/Moscow"));
            SignTest.run(settings.get(), profile, Clock.systemUTC(), zone, null).stream()
                    .filter(step -> step.outcome() == SignTest.Outcome.BAD)
                    .map(step -> "priyomnaya.gis.signing: " + step.sentence())
                    .forEach(problems::add);
        }
    }
}
