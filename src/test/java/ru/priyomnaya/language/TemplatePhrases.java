package ru.priyomnaya.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/** The Russian phrases that a template can show. */
final class TemplatePhrases {
    private static final Pattern JOINED = Pattern.compile("\\|([^|]*)\\|");
    private static final Pattern QUOTED = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'");
    private static final Pattern EXPRESSION = Pattern.compile("[$#*@~]\\{[^}]*}");
    private static final Set<String> SPOKEN = Set.of("title", "placeholder", "alt", "aria-label", "label");

    private final Set<String> found = new LinkedHashSet<>();

    static Set<String> of(Path file) throws IOException {
        var phrases = new TemplatePhrases();
        phrases.read(Parser.xmlParser().parseInput(Files.readString(file), ""));
        return phrases.found;
    }

    private void read(Element element) {
        if ("no".equals(element.attr("translate")) || element.normalName().equals("style")) {
            return;
        }
        element.attributes().forEach(attribute -> {
            if (attribute.getKey().startsWith("th:")) {
                expression(attribute.getValue());
            } else if (SPOKEN.contains(attribute.getKey()) || attribute.getKey().startsWith("data-say")) {
                take(attribute.getValue());
            }
        });
        var replaced = element.hasAttr("th:text") || element.hasAttr("th:utext");
        element.childNodes().forEach(child -> {
            if (child instanceof Element inner) {
                read(inner);
            } else if (child instanceof TextNode text && !replaced) {
                take(text.getWholeText());
            }
        });
    }

    private void expression(String code) {
        JOINED.matcher(code).results().forEach(joined -> {
            take(EXPRESSION.matcher(joined.group(1)).replaceAll("{}"));
            QUOTED.matcher(joined.group(1)).results().forEach(inner -> take(inner.group(1)));
        });
        QUOTED.matcher(JOINED.matcher(code).replaceAll("")).results().forEach(quoted -> take(quoted.group(1)));
    }

    private void take(String text) {
        if (Dictionary.isRussian(text)) {
            found.add(text.replaceAll("\\s+", " ").strip());
        }
    }
}
