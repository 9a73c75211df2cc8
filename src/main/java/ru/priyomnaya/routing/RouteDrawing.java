package ru.priyomnaya.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A route as boxes one below the other.
 *
 * @param description as its file says
 * @param from where messages come from
 * @param steps in order
 */
public record RouteDrawing(
        String id, @Nullable String description, @Nullable String policy, String from, List<Step> steps) {
    private static final List<String> TELLING =
            List.of("ref", "uri", "name", "pattern", "message", "expression", "simple");

    /**
     * @param what the step, «bean»
     * @param of what it works on, «mailIntake.collect»
     * @param inner steps inside it
     */
    public record Step(String what, String of, List<Step> inner) {}

    /** Of each route in the file; none when it cannot be read. */
    public static List<RouteDrawing> of(String yaml) {
        var drawings = new ArrayList<RouteDrawing>();
        if (RouteText.of(yaml).value() instanceof List<?> parts) {
            parts.forEach(part -> {
                if (part instanceof Map<?, ?> named && named.get("route") instanceof Map<?, ?> route) {
                    drawings.add(drawn(route));
                }
            });
        }
        return drawings;
    }

    private static RouteDrawing drawn(Map<?, ?> route) {
        var from = route.get("from") instanceof Map<?, ?> start ? start : Map.of();
        return new RouteDrawing(
                String.valueOf(route.get("id")),
                text(route.get("description")),
                text(route.get("routeConfigurationId")),
                String.valueOf(from.get("uri")),
                steps(from.get("steps")));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static List<Step> steps(@Nullable Object listed) {
        var steps = new ArrayList<Step>();
        if (listed instanceof List<?> list) {
            list.forEach(one -> {
                if (one instanceof Map<?, ?> named) {
                    named.forEach((what, settings) -> steps.add(step(String.valueOf(what), settings)));
                }
            });
        }
        return steps;
    }

    private static Step step(String what, @Nullable Object settings) {
        if (!(settings instanceof Map<?, ?> given)) {
            return new Step(what, settings == null ? "" : settings.toString(), List.of());
        }
        var of = TELLING.stream()
                .filter(given::containsKey)
                .map(name -> String.valueOf(given.get(name)))
                .collect(Collectors.joining(", "));
        var method = given.get("method");
        return new Step(what, method == null ? of : of + "." + method, steps(given.get("steps")));
    }
}
