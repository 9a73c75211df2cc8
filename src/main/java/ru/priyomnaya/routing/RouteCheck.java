package ru.priyomnaya.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Camel would accept in silence.
 *
 * @param words the names of all {@link RouteBean}s
 * @param policies the ids of all route configurations
 */
record RouteCheck(Set<String> words, Set<String> policies) {
    private static final Pattern WORD = Pattern.compile("\\bref:\\s*\"?([\\w-]+)");
    private static final Pattern POLICY = Pattern.compile("routeConfigurationId:\\s*\"?([\\w-]+)");
    private static final Pattern PASSWORD = Pattern.compile("(?i)^\\s*password:\\s*(.*)$", Pattern.MULTILINE);
    private static final Pattern RAW = Pattern.compile("\"?RAW\\(\\{\\{.+}}\\)\"?");
    private static final Pattern CODE =
            Pattern.compile("^\\s*-?\\s*(script|groovy|sql|mvel|ognl|spel):", Pattern.MULTILINE);
    private static final Pattern ROUTE = Pattern.compile("^- route:", Pattern.MULTILINE);
    private static final Pattern FIRST_STEP = Pattern.compile("steps:\\s*(?:#.*\\s*)*-\\s*removeHeaders:");

    /** Codes with a sentence for IT staff; empty when the file may be deployed. */
    List<String> problemsIn(String yaml) {
        var problems = new ArrayList<String>();
        found(WORD, yaml)
                .filter(word -> !words.contains(word))
                .forEach(word -> problems.add("ROUTE-001: неизвестное слово " + word));
        // Camel ignores an unknown routeConfigurationId, and the route runs without its error policy.
        found(POLICY, yaml)
                .filter(id -> !policies.contains(id))
                .forEach(id -> problems.add("ROUTE-002: нет политики ошибок " + id));
        // Without RAW a password with '%' or '&' breaks the start and part of it reaches the log.
        found(PASSWORD, yaml)
                .filter(value -> !RAW.matcher(value.strip()).matches())
                .forEach(value -> problems.add("ROUTE-003: пароль без RAW({{…}})"));
        found(CODE, yaml).forEach(code -> problems.add("ROUTE-004: в маршруте не бывает кода: " + code));
        if (ROUTE.matcher(yaml).find()) {
            if (!POLICY.matcher(yaml).find()) {
                problems.add("ROUTE-005: у маршрута нет routeConfigurationId");
            }
            // Headers of an inbound message are commands to Camel.
            if (!FIRST_STEP.matcher(yaml).find()) {
                problems.add("ROUTE-006: первый шаг маршрута не removeHeaders");
            }
        }
        return problems;
    }

    /** Ids of the route configurations that a file defines. */
    static Stream<String> policiesIn(String yaml) {
        return Pattern.compile("- routeConfiguration:\\s*(?:#.*\\s*)*id:\\s*\"?([\\w-]+)")
                .matcher(yaml)
                .results()
                .map(match -> match.group(1));
    }

    private static Stream<String> found(Pattern pattern, String yaml) {
        return pattern.matcher(yaml).results().map((MatchResult match) -> match.group(1));
    }
}
