package ru.priyomnaya.routing;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A route file as YAML that remembers its lines. */
final class RouteText {
    private final @Nullable Node root;
    private final @Nullable Object value;
    private final @Nullable String problem;

    private RouteText(@Nullable Node root, @Nullable Object value, @Nullable String problem) {
        this.root = root;
        this.value = value;
        this.problem = problem;
    }

    static RouteText of(String yaml) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(10);
        try {
            var reader = new Yaml(new SafeConstructor(options));
            return new RouteText(reader.compose(new StringReader(yaml)), reader.load(yaml), null);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            return new RouteText(
                    null, null, at(mark == null ? 1 : mark.getLine() + 1) + "это не YAML: " + e.getProblem());
        } catch (YAMLException e) {
            return new RouteText(null, null, at(1) + "это не YAML: " + e.getMessage());
        }
    }

    /** Why it cannot be read at all, with the line. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Maps, lists and scalars; null for an empty file. */
    @Nullable
    Object value() {
        return value;
    }

    /** «строка 12: » */
    static String at(int line) {
        return "строка " + line + ": ";
    }

    /** «строка 12: » for the place of a character. */
    static String at(String yaml, int offset) {
        return at((int) yaml.substring(0, offset).lines().count()
                + (offset == 0 || yaml.charAt(offset - 1) == '\n' ? 1 : 0));
    }

    /** @param path keys and indexes from the top, as far as they go */
    int line(List<?> path) {
        var node = root;
        for (var step : path) {
            var inner = inner(node, String.valueOf(step));
            if (inner == null) {
                break;
            }
            node = inner;
        }
        return node == null ? 1 : node.getStartMark().getLine() + 1;
    }

    private static @Nullable Node inner(@Nullable Node node, String step) {
        if (node instanceof SequenceNode sequence && step.matches("\\d{1,6}")) {
            var index = Integer.parseInt(step);
            return index < sequence.getValue().size() ? sequence.getValue().get(index) : null;
        }
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(entry -> entry.getKeyNode() instanceof ScalarNode key
                                && key.getValue().equals(step))
                        .map(entry -> entry.getValueNode())
                        .findFirst()
                        .orElse(null)
                : null;
    }
}
