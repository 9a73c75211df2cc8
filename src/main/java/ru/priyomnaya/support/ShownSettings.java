package ru.priyomnaya.support;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.stereotype.Component;

/** Settings in force, with everything masked that opens something or names somebody. */
@Component
class ShownSettings {
    private static final Pattern OURS =
            Pattern.compile("(?i)(priyomnaya|server|spring|management|logging|camel)[._].*");
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|secret|token|credential|passphrase|private|username|fingerprint).*");
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@[\\w.-]+");
    private static final Pattern IN_URL = Pattern.compile("//[^/@\\s]+@");
    private static final String MASK = "•••";

    private final ConfigurableEnvironment environment;

    ShownSettings(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** {@code name = value}, by name. */
    List<String> lines() {
        var names = new TreeSet<String>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed) {
                for (var name : listed.getPropertyNames()) {
                    if (OURS.matcher(name).matches()) {
                        names.add(name);
                    }
                }
            }
        }
        return names.stream().map(name -> name + " = " + shown(name)).toList();
    }

    private String shown(String name) {
        var value = environment.getProperty(name);
        if (value == null || value.isEmpty()) {
            return "";
        }
        return SECRET.matcher(name).matches() ? MASK : masked(value);
    }

    static String masked(String value) {
        return ADDRESS.matcher(IN_URL.matcher(value).replaceAll("//" + MASK + "@"))
                .replaceAll(MASK);
    }
}
