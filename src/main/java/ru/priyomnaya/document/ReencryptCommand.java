package ru.priyomnaya.document;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import ru.priyomnaya.storage.Home;

/**
 * {@code java -jar priyomnaya.jar reencrypt}: brings all documents under the first key of {@code priyomnaya.documents.keys}, while
 * the gateway runs or stands. Gateways must know the key before.
 */
public final class ReencryptCommand {
    private ReencryptCommand() {}

    /** Not a configuration of the gateway: the documents alone. */
    @Import({Home.class, FileDocumentStore.class})
    static class Store {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    /** Prints counts and what is wrong; returns the exit code: 0 when all is under the key, 1 when something is not. */
    public static int run(PrintStream out, String... arguments) throws IOException {
        try (var context = new SpringApplicationBuilder(Store.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties("priyomnaya.home-shared=true")
                .run(arguments)) {
            var result = context.getBean(FileDocumentStore.class).reseal(out::println);
            out.printf(
                    "Зашифровано заново: %d, уже под этим ключом: %d, плохих: %d%n",
                    result.sealed(), result.unchanged(), result.bad());
            return result.bad() == 0 ? 0 : 1;
        }
    }
}
