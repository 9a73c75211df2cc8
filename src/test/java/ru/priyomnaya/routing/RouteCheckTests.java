package ru.priyomnaya.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.OwnTypes;

/** The repository guards itself: a file that could not be deployed cannot be committed either. */
class RouteCheckTests {
    private static final Map<String, Set<String>> WORDS = OwnTypes.annotatedWith(RouteBean.class).stream()
            .collect(Collectors.toMap(
                    type -> type.getAnnotation(RouteBean.class).value(),
                    type -> Stream.of(type.getDeclaredMethods())
                            .filter(method -> Modifier.isPublic(method.getModifiers()))
                            .map(Method::getName)
                            .collect(Collectors.toSet())));
    private static final RouteCheck CHECK = new RouteCheck(WORDS, Set.of("try-again", "give-back"));
    private static final String GOOD = """
            - route:
                id: x
                routeConfigurationId: try-again
                from:
                  uri: "scheduler:x"
                  steps:
                    - removeHeaders: { pattern: "*" }
                    - bean: { ref: mailIntake, method: collect }
            """;

    @Test
    void shippedRoutesHaveNoProblems() throws IOException {
        assertThat(shippedRoutes())
                .hasSizeGreaterThan(4)
                .allSatisfy(yaml -> assertThat(CHECK.problemsIn(yaml)).isEmpty());
        assertThat(WORDS.keySet()).hasSizeGreaterThan(4);
    }

    @Test
    void everyShippedRouteIsNamedAsItsFile() throws IOException {
        try (var files = Files.list(Path.of("routes"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".camel.yaml"))
                            .filter(file -> !file.getFileName().toString().startsWith("_")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .contains("id: " + file.getFileName().toString().replace(".camel.yaml", "") + "\n")
                            .startsWith("# "));
        }
    }

    @Test
    void aGoodFileHasNoProblems() {
        assertThat(CHECK.problemsIn(GOOD)).isEmpty();
    }

    @Test
    void anUnknownWordIsAProblem() {
        assertProblem(GOOD.replace("ref: mailIntake", "ref: mailIntak"), "ROUTE-001");
    }

    @Test
    void anUnknownErrorPolicyIsAProblem() {
        assertProblem(GOOD.replace("routeConfigurationId: try-again", "routeConfigurationId: try-agan"), "ROUTE-002");
    }

    @Test
    void aPasswordWithoutRawIsAProblem() {
        assertProblem(
                GOOD.replace("steps:", "parameters:\n        password: \"{{priyomnaya.password}}\"\n      steps:"),
                "ROUTE-003");
    }

    @Test
    void codeInARouteIsAProblem() {
        assertProblem(GOOD + "        - script:\n            groovy: x\n", "ROUTE-004");
    }

    @Test
    void aRouteWithoutPolicyIsAProblem() {
        assertProblem(GOOD.replace("    routeConfigurationId: try-again\n", ""), "ROUTE-005");
    }

    @Test
    void headersThatComeInAreAProblem() {
        assertProblem(GOOD.replace("        - removeHeaders: { pattern: \"*\" }\n", ""), "ROUTE-006");
    }

    private static void assertProblem(String yaml, String code) {
        assertThat(CHECK.problemsIn(yaml))
                .isNotEmpty()
                .anySatisfy(problem -> assertThat(problem).startsWith(code));
    }

    private static List<String> shippedRoutes() throws IOException {
        try (var files = Files.list(Path.of("routes"))) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .map(RouteCheckTests::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
