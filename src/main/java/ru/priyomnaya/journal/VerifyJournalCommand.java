package ru.priyomnaya.journal;

import java.io.PrintStream;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@code java -jar priyomnaya.jar verify-journal}: checks the chain without starting the gateway. */
public final class VerifyJournalCommand {
    private VerifyJournalCommand() {}

    /** Not a configuration of the gateway. Only the database: the configured one, or the gateway's own while the gateway does not run. */
    @ComponentScan("ru.priyomnaya.storage")
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class
    })
    static class Database {}

    /** Prints the result; returns the exit code: 0 when the journal is as it was written. */
    public static int run(PrintStream out, String... arguments) {
        try (var context = new SpringApplicationBuilder(Database.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments)) {
            return isSound(out, context.getBean(JdbcTemplate.class)) ? 0 : 1;
        }
    }

    /** Prints the result. */
    public static boolean isSound(PrintStream out, JdbcTemplate jdbc) {
        var result = new JournalCheck(jdbc).run();
        out.println(result.inRussian());
        return result.isSound();
    }
}
