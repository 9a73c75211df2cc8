package ru.priyomnaya.inbox;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import ru.priyomnaya.gis.ActionKind;
import ru.priyomnaya.journal.Journal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line of the journal in words: what happened, and what exactly when the event tells it. */
@Component
class EventSentences {
    private final JsonMapper json;

    EventSentences(JsonMapper json) {
        this.json = json;
    }

    String of(Journal.Line line) {
        var details = json.readTree(line.details());
        var more = Stream.of(action(line, details), text(details, "what"), text(details, "reason"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(": "));
        return more.isEmpty() ? line.event().inRussian() : line.event().inRussian() + ": " + more;
    }

    private static String action(Journal.Line line, JsonNode details) {
        return line.event().name().startsWith("GIS_ACTION_")
                ? ActionKind.valueOf(text(details, "kind")).inRussian()
                : "";
    }

    private static String text(JsonNode details, String name) {
        return details.path(name).isString() ? details.path(name).asString() : "";
    }
}
