package ru.priyomnaya.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is wrong with a route file, Camel's own silences included.
 *
 * @param words the names of all {@link RouteBean}s with their methods
 * @param policies the ids of all route configurations
 */
record RouteCheck(Map<String, Set<String>> words, Set<String> policies) {
    private static final Pattern WORD = Pattern.compile("\\bref:\\s*\"?([\\w-]+)");
    private static final Pattern CALL = Pattern.compile("\\bref:\\s*\"?([\\w-]+)\"?\\s*,\\s*method:\\s*\"?([\\w-]+)");
    private static final Pattern POLICY = Pattern.compile("routeConfigurationId:\\s*\"?([\\w-]+)");
    private static final Pattern PASSWORD = Pattern.compile("(?i)^[ \\t]*password:\\s*(.*)$", Pattern.MULTILINE);
    private static final Pattern RAW = Pattern.compile("\"?RAW\\(\\{\\{.+}}\\)\"?");
    private static final Pattern CODE =
            Pattern.compile("^[ \\t]*-?[ \\t]*(script|groovy|sql|mvel|ognl|spel):", Pattern.MULTILINE);
    private static final Pattern ROUTE = Pattern.compile("^- route:", Pattern.MULTILINE);
    private static final Pattern FIRST_STEP = Pattern.compile("steps:\\s*(?:#.*\\s*)*-\\s*removeHeaders:");

    /** Codes with line and a sentence for IT staff; empty when the file may be tried. */
    List<String> problemsIn(String yaml) {
        var text = RouteText.of(yaml);
        if (text.problem().isPresent()) {
            return List.of("ROUTE-007, " + text.problem().get());
        }
        if (!(text.value() instanceof List<?> routes) || routes.isEmpty()) {
            return List.of("ROUTE-007, " + RouteText.at(1) + "в файле нет ни маршрута, ни политики ошибок");
        }
        var problems = new ArrayList<String>();
        RouteSchema.problemsIn(text).forEach(problem -> problems.add("ROUTE-008, " + problem));
        found(WORD, yaml)
                .filter(word -> !words.containsKey(word.group(1)))
                .forEach(word -> add(problems, "ROUTE-001", yaml, word, "неизвестное слово " + word.group(1)));
        found(CALL, yaml)
                .filter(call -> words.containsKey(call.group(1)))
                .filter(call -> !words.getOrDefault(call.group(1), Set.of()).contains(call.group(2)))
                .forEach(call -> add(
                        problems, "ROUTE-001", yaml, call, "слово " + call.group(1) + " не умеет " + call.group(2)));
        // Camel ignores an unknown routeConfigurationId, and the route runs without its error policy.
        found(POLICY, yaml)
                .filter(id -> !policies.contains(id.group(1)))
                .forEach(id -> add(problems, "ROUTE-002", yaml, id, "нет политики ошибок " + id.group(1)));
        // Without RAW a password with '%' or '&' breaks the start and part of it reaches the log.
        found(PASSWORD, yaml)
                .filter(value -> !RAW.matcher(value.group(1).strip()).matches())
                .forEach(value -> add(problems, "ROUTE-003", yaml, value, "пароль без RAW({{…}})"));
        found(CODE, yaml)
                .forEach(code -> add(problems, "ROUTE-004", yaml, code, "в маршруте не бывает кода: " + code.group(1)));
        found(ROUTE, yaml).forEach(route -> route(problems, yaml, route));
        return problems;
    }

    /** Each route of the file: what another has does not count for it. */
    private static void route(List<String> problems, String yaml, MatchResult route) {
        var next = yaml.indexOf("\n- ", route.end());
        var own = yaml.substring(route.start(), next < 0 ? yaml.length() : next);
        if (!POLICY.matcher(own).find()) {
            add(problems, "ROUTE-005", yaml, route, "у маршрута нет routeConfigurationId");
        }
        // Headers of an inbound message are commands to Camel.
        if (!FIRST_STEP.matcher(own).find()) {
            add(problems, "ROUTE-006", yaml, route, "первый шаг маршрута не removeHeaders");
        }
    }

    private static void add(List<String> problems, String code, String yaml, MatchResult place, String sentence) {
        problems.add(code + ", " + RouteText.at(yaml, place.start()) + sentence);
    }

    /** Ids of the route configurations that a file defines. */
    static Stream<String> policiesIn(String yaml) {
        return Pattern.compile("- routeConfiguration:\\s*(?:#.*\\s*)*id:\\s*\"?([\\w-]+)")
                .matcher(yaml)
                .results()
                .map(match -> match.group(1));
    }

    private static Stream<MatchResult> found(Pattern pattern, String yaml) {
        return pattern.matcher(yaml).results();
    }
}
