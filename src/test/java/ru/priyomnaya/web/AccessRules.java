package ru.priyomnaya.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.web.Endpoints.Endpoint;

/** Who may call what, as {@code access-rules.csv} has it. */
record AccessRules(Map<String, Rule> rules) {
    static final String STRANGER = "STRANGER";

    /**
     * @param who PUBLIC: everybody; OWN_TOKEN: a token that is none of ours, so everybody is refused; STAFF: whoever is signed in;
     *     else the roles
     * @param notCalled why calling it would harm; empty for nearly all
     */
    record Rule(String who, String notCalled) {
        boolean lets(String caller) {
            return switch (who) {
                case "PUBLIC" -> true;
                case "OWN_TOKEN" -> false;
                case "STAFF" -> !caller.equals(STRANGER);
                default -> List.of(who.split(" ")).contains(caller);
            };
        }
    }

    static AccessRules read() throws IOException {
        var rules = new LinkedHashMap<String, Rule>();
        for (var line : Files.readAllLines(Path.of("src/test/resources/access-rules.csv"))) {
            if (!line.startsWith("#") && !line.isBlank()) {
                var cells = line.split(";", -1);
                rules.put(cells[0] + " " + cells[1], new Rule(cells[2], cells.length > 3 ? cells[3] : ""));
            }
        }
        return new AccessRules(rules);
    }

    /** An address without a rule lets nobody in, so that it is found. */
    Rule of(Endpoint endpoint) {
        return rules.getOrDefault(endpoint.name(), new Rule("", ""));
    }

    /** Somebody whom it lets in. */
    Optional<String> somebodyFor(Endpoint endpoint) {
        return Arrays.stream(Role.values())
                .map(Role::name)
                .filter(of(endpoint)::lets)
                .findFirst();
    }
}
