package ru.priyomnaya.routing;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Holds a file against Camel's own schema of its YAML, which comes with Camel. */
final class RouteSchema {
    private static final String SCHEMA = "/schema/camelYamlDsl.json";
    private static final int MOST = 5;

    private RouteSchema() {}

    /** Half a megabyte: read by whoever asks first. */
    private static final class Loaded {
        static final Schema SCHEMA_OF_CAMEL = load();
        static final JsonMapper JSON = JsonMapper.builder().build();
    }

    private static Schema load() {
        try (InputStream in = Objects.requireNonNull(RouteSchema.class.getResourceAsStream(SCHEMA))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                    .getSchema(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What does not fit, the deepest first: that is where somebody mistyped. */
    static List<String> problemsIn(RouteText text) {
        var errors = Loaded.SCHEMA_OF_CAMEL.validate(Loaded.JSON.valueToTree(text.value()));
        return errors.stream()
                .sorted(Comparator.comparing((Error error) -> path(error).size())
                        .reversed())
                .map(error -> RouteText.at(text.line(path(error))) + sentence(error))
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static List<String> path(Error error) {
        var location = error.getInstanceLocation();
        var path = new ArrayList<String>();
        for (int n = 0; n < location.getNameCount(); n++) {
            path.add(String.valueOf(location.getElement(n)));
        }
        return path;
    }

    private static String sentence(Error error) {
        return switch (String.valueOf(error.getKeyword())) {
            case "additionalProperties" -> "Camel не знает слова «" + error.getProperty() + "»";
            case "required" -> "не хватает «" + error.getProperty() + "»";
            case "type" -> "здесь ждут другого: " + error.getMessage();
            default -> "не подходит к схеме Camel: " + error.getMessage();
        };
    }
}
