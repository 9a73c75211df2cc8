package ru.priyomnaya.gis;

import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import ru.priyomnaya.signing.KeySettings;
import ru.priyomnaya.signing.SignTest;
import ru.priyomnaya.signing.SignTest.Outcome;

/** {@code java -jar priyomnaya.jar sign-test}: tries the configured key without starting the gateway or its database. */
@EnableConfigurationProperties(GisProperties.class)
public class SignTestCommand {
    /** Prints the steps; returns the exit code: 0 when a signature succeeds. */
    public static int run(PrintStream out, String... arguments) {
        try (var context = new SpringApplicationBuilder(SignTestCommand.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments)) {
            var properties = context.getBean(GisProperties.class);
            var zone = ZoneId.of(context.getEnvironment().getProperty("priyomnaya.zone", "Europe/Moscow"));
            KeySettings key = properties.key();
            var steps = SignTest.run(key, properties.signatureProfile(), Clock.systemUTC(), zone, null);
            steps.forEach(step -> out.printf("%-7s %s: %s%n", mark(step.outcome()), step.what(), step.sentence()));
            return steps.stream().anyMatch(step -> step.outcome() == Outcome.BAD) ? 1 : 0;
        }
    }

    private static String mark(Outcome outcome) {
        return switch (outcome) {
            case GOOD -> "хорошо";
            case WARNING -> "скоро";
            case BAD -> "ПЛОХО";
        };
    }
}
