package ru.priyomnaya.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A phrase with holes, «Назначено: {}», and what it is in English, {@code Assigned: {0}}. {@code {0|appeal|appeals}} is the first
 * word when the hole holds the number one, otherwise the second.
 */
final class Phrase {
    static final String HOLE = "{}";
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)(?:\\|([^|}]*)\\|([^|}]*))?}");

    private final String written;
    private final Pattern russian;
    private final String english;
    private final int literal;

    Phrase(String russian, String english) {
        var parts = new ArrayList<>(List.of(russian.split(Pattern.quote(HOLE), -1)));
        this.written = russian;
        this.russian = Pattern.compile(
                parts.stream().map(Pattern::quote).collect(Collectors.joining("(.*?)")), Pattern.DOTALL);
        this.english = english;
        this.literal = parts.stream().mapToInt(String::length).sum();
    }

    boolean contains(String piece) {
        return written.contains(piece);
    }

    /** How much of it is no hole: the longer, the surer. */
    int literal() {
        return literal;
    }

    /** @param inside translates what a hole holds */
    Optional<String> of(String text, UnaryOperator<String> inside) {
        var found = russian.matcher(text);
        return found.matches()
                ? Optional.of(PLACE.matcher(english)
                        .replaceAll(place -> Matcher.quoteReplacement(filled(
                                found.group(Integer.parseInt(place.group(1)) + 1),
                                place.group(2),
                                place.group(3),
                                inside))))
                : Optional.empty();
    }

    private static String filled(String held, String one, String many, UnaryOperator<String> inside) {
        return one == null ? inside.apply(held) : held.replaceAll("\\D", "").equals("1") ? one : many;
    }
}
