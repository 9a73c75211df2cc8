package ru.priyomnaya.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.OwnTypes;

/** The tables of {@code routes/README.md} are made of the words and of the route files; {@code -Dwrite} writes them. */
class RouteVocabularyTests {
    private static final Path ROUTES = Path.of("routes");
    private static final Path README = ROUTES.resolve("README.md");
    private static final Pattern DESCRIPTION = Pattern.compile("(?m)^    description: (.*)$");

    @Test
    void theReadmeSaysWhatTheWordsAndTheFilesSay() throws IOException {
        var written = Files.readString(README);
        var made = between(between(written, "слова", words()), "маршруты", routes());
        if (System.getProperty("write") != null) {
            Files.writeString(README, made);
        }

        assertThat(words()).hasSizeGreaterThan(10);
        assertThat(Files.readString(README))
                .as("./mvnw test -Dtest=RouteVocabularyTests -Dwrite")
                .isEqualTo(made);
    }

    private static String between(String text, String mark, List<String> rows) {
        var begin = "<!-- " + mark + " -->\n";
        var end = "<!-- / " + mark + " -->";
        assertThat(text).contains(begin).contains(end);
        return text.substring(0, text.indexOf(begin) + begin.length())
                + String.join("\n", rows)
                + "\n"
                + text.substring(text.indexOf(end));
    }

    private static List<String> words() {
        var rows = new ArrayList<>(List.of("| слово | метод | что делает | возвращает |", "|---|---|---|---|"));
        OwnTypes.annotatedWith(RouteBean.class).stream()
                .sorted(Comparator.comparing(RouteVocabularyTests::name))
                .map(RouteVocabularyTests::row)
                .forEach(rows::add);
        return rows;
    }

    private static String name(Class<?> word) {
        return word.getAnnotation(RouteBean.class).value();
    }

    private static String row(Class<?> word) {
        var says = word.getAnnotation(RouteBean.class);
        var method = Stream.of(word.getDeclaredMethods())
                .filter(one -> Modifier.isPublic(one.getModifiers()) && !one.isSynthetic())
                .map(Method::getName)
                .collect(Collectors.joining(", "));
        return "| `%s` | `%s` | %s | %s |".formatted(says.value(), method, says.does(), says.gives());
    }

    private static List<String> routes() throws IOException {
        var rows = new ArrayList<>(List.of("| файл | что делает | подробно |", "|---|---|---|"));
        try (var own = Files.list(ROUTES);
                var examples = Files.list(ROUTES.resolve("examples"))) {
            for (var file : Stream.concat(own, examples)
                    .filter(one -> one.toString().endsWith(".camel.yaml"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList()) {
                rows.add(row(file));
            }
        }
        return rows;
    }

    /** The comment above the route says what it does and what may be changed. */
    private static String row(Path file) throws IOException {
        var text = Files.readString(file);
        var description = DESCRIPTION.matcher(text);
        var comment = text.lines()
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line.substring(1).strip())
                .collect(Collectors.joining(" "));
        var name = ROUTES.relativize(file).toString().replace(".camel.yaml", "");
        return "| `%s` | %s | %s |"
                .formatted(name, description.find() ? description.group(1) : "политики ошибок", comment);
    }
}
