package ru.priyomnaya.letter;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names between double braces: {@code {{номер}}}. */
public final class Variables {
    private static final Pattern NAME = Pattern.compile("\\{\\{\\s*([\\p{L}\\d_]{1,40})\\s*}}");
    private static final Pattern SPARE_LINES = Pattern.compile("\n{3,}");

    private Variables() {}

    /** A name without a value stays as it is, so that the writer sees it; an empty value leaves no empty lines behind. */
    public static String filled(String text, Map<String, String> values) {
        var filled = NAME.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
        return SPARE_LINES.matcher(filled).replaceAll("\n\n").strip();
    }

    /** The names in {@code text} that are not among the {@code known}. */
    public static List<String> unknownIn(String text, List<String> known) {
        return NAME.matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !known.contains(name))
                .distinct()
                .toList();
    }
}
