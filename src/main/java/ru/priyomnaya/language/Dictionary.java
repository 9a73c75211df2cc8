package ru.priyomnaya.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the screens say, in English; {@code language/english.yaml}. */
final class Dictionary {
    private static final String FILE = "/language/english.yaml";
    private static final Pattern CYRILLIC = Pattern.compile("[А-Яа-яЁё]");
    private static final Pattern JOINT = Pattern.compile("(?<=[;,.:—]) | (?=— )");
    private static final int DEEPEST = 4;
    /** Characters of a text that is looked at for holes: what is longer is no phrase of a screen. */
    private static final int LONGEST = 1000;

    private final Map<String, String> whole = new HashMap<>();
    /** By their first word, the surest first; those that begin with a hole under the empty word. */
    private final Map<String, List<Phrase>> withHoles = new HashMap<>();

    Dictionary(Map<String, String> phrases) {
        phrases.forEach((russian, english) -> {
            if (russian.contains(Phrase.HOLE)) {
                withHoles
                        .computeIfAbsent(firstWord(russian), word -> new ArrayList<>())
                        .add(new Phrase(russian, english));
            } else {
                whole.put(russian, english);
            }
        });
        withHoles
                .values()
                .forEach(some -> some.sort(Comparator.comparing(Phrase::literal).reversed()));
    }

    static Dictionary english() {
        return English.DICTIONARY;
    }

    /** Read once, by whoever first asks for English. */
    private static final class English {
        static final Dictionary DICTIONARY = load();
    }

    private static Dictionary load() {
        try (InputStream in = Objects.requireNonNull(Dictionary.class.getResourceAsStream(FILE))) {
            Map<String, String> phrases = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return new Dictionary(phrases);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isRussian(String text) {
        return CYRILLIC.matcher(text).find();
    }

    /** @param text with single blanks and none around it; empty when there is no English for it */
    Optional<String> of(String text) {
        var found = of(text, DEEPEST);
        return found.isPresent() || text.length() > LONGEST
                ? found
                : inPieces(text, DEEPEST).filter(english -> !isRussian(english));
    }

    private Optional<String> of(String text, int deep) {
        var known = whole.get(text);
        if (known != null || deep == 0 || text.length() > LONGEST) {
            return Optional.ofNullable(known);
        }
        return of(withHoles.getOrDefault(firstWord(text), List.of()), text, deep)
                .or(() -> of(withHoles.getOrDefault("", List.of()), text, deep))
                .or(() -> introduced(text, deep));
    }

    /** «Изменён срок: причина»: what stands before a colon says what the rest is. */
    private Optional<String> introduced(String text, int deep) {
        var colon = text.indexOf(": ");
        if (colon < 0) {
            return Optional.empty();
        }
        var before = text.substring(0, colon);
        var rest = text.substring(colon + 2);
        return isRussian(before)
                ? Optional.ofNullable(whole.get(before)).map(english -> english + ": " + held(rest, deep - 1))
                : of(rest, deep - 1).map(english -> before + ": " + english);
    }

    private Optional<String> of(List<Phrase> phrases, String text, int deep) {
        for (var phrase : phrases) {
            var english = phrase.of(text, held -> held(held, deep - 1));
            if (english.isPresent()) {
                return english;
            }
        }
        return Optional.empty();
    }

    /** What a hole holds is ours or a person's: what we know of it is English, the rest stays. */
    private String held(String text, int deep) {
        return isRussian(text) ? of(text, deep).or(() -> inPieces(text, deep)).orElse(text) : text;
    }

    private Optional<String> inPieces(String text, int deep) {
        return deep == 0
                ? Optional.empty()
                : Optional.of(JOINT.splitAsStream(text)
                        .map(part -> piece(part, deep - 1))
                        .collect(Collectors.joining(" ")));
    }

    private String piece(String part, int deep) {
        var end = part.isEmpty() ? "" : part.substring(part.length() - 1);
        return of(part, deep)
                .orElseGet(() -> !end.isEmpty() && ";,.:".contains(end)
                        ? of(part.substring(0, part.length() - 1), deep)
                                .map(english -> english + end)
                                .orElse(part)
                        : part);
    }

    int size() {
        return whole.size() + withHoles.values().stream().mapToInt(List::size).sum();
    }

    /** Whether it is a part of a phrase. */
    boolean hasPiece(String text) {
        return whole.keySet().stream().anyMatch(phrase -> phrase.contains(text))
                || withHoles.values().stream().flatMap(List::stream).anyMatch(phrase -> phrase.contains(text));
    }

    private static String firstWord(String text) {
        var blank = text.indexOf(' ');
        var word = blank < 0 ? text : text.substring(0, blank);
        return word.contains(Phrase.HOLE) ? "" : word;
    }
}
