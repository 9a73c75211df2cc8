package ru.priyomnaya.routing;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.jspecify.annotations.Nullable;

/** Why Camel does not take a file, with the line where its setting or endpoint stands. */
final class CamelComplaint {
    private CamelComplaint() {}

    /** «ROUTE-010, строка 7: настройка delay: не подходит значение soon». */
    static String of(String yaml, Throwable problem) {
        var innermost = String.valueOf(Cause.innermost(problem).getMessage());
        return within(problem, PropertyBindingException.class)
                .map(binding -> at(yaml, "\\b" + quoted(binding.getPropertyName()) + "\\s*:") + sentence(binding))
                .or(() -> within(problem, ResolveEndpointFailedException.class)
                        .map(endpoint -> at(yaml, quoted(scheme(endpoint.getUri()))) + innermost))
                .orElse("ROUTE-010: " + innermost);
    }

    private static String sentence(PropertyBindingException binding) {
        return "настройка " + binding.getPropertyName() + ": не подходит значение " + binding.getValue();
    }

    private static String scheme(@Nullable String uri) {
        return String.valueOf(uri).split("[:?]", 2)[0] + ":";
    }

    private static String quoted(@Nullable String text) {
        return Pattern.quote(String.valueOf(text));
    }

    private static String at(String yaml, String pattern) {
        var place = Pattern.compile(pattern).matcher(yaml);
        return place.find() ? "ROUTE-010, " + RouteText.at(yaml, place.start()) : "ROUTE-010: ";
    }

    private static <T> Optional<T> within(Throwable problem, Class<T> kind) {
        for (var cause = problem; cause != null; cause = cause.getCause() == cause ? null : cause.getCause()) {
            if (kind.isInstance(cause)) {
                return Optional.of(kind.cast(cause));
            }
        }
        return Optional.empty();
    }
}
