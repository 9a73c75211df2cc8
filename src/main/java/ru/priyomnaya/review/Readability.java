package ru.priyomnaya.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** How much of a text reads as Russian, numbers included: letter pairs that Russian words have, transliterated ones too. */
final class Readability {
    private static final Set<String> PAIRS = pairs();
    private static final Pattern WORD = Pattern.compile("[\\p{L}]+|\\p{Nd}+");
    private static final Pattern RUNAWAY = Pattern.compile("(.)\\1{5,}");
    private static final double READABLE_WORD = 0.7;
    private static final String[][] TRANSLITERATION = {
        {"shch", "щ"},
        {"sch", "щ"},
        {"zh", "ж"},
        {"kh", "х"},
        {"ts", "ц"},
        {"ch", "ч"},
        {"sh", "ш"},
        {"yu", "ю"},
        {"ya", "я"},
        {"yo", "е"},
        {"a", "а"},
        {"b", "б"},
        {"v", "в"},
        {"w", "в"},
        {"g", "г"},
        {"d", "д"},
        {"e", "е"},
        {"z", "з"},
        {"i", "и"},
        {"j", "й"},
        {"y", "ы"},
        {"k", "к"},
        {"l", "л"},
        {"m", "м"},
        {"n", "н"},
        {"o", "о"},
        {"p", "п"},
        {"r", "р"},
        {"s", "с"},
        {"t", "т"},
        {"u", "у"},
        {"f", "ф"},
        {"h", "х"},
        {"c", "ц"},
        {"x", "х"},
        {"q", "к"}
    };

    private Readability() {}

    private static Set<String> pairs() {
        try (var file = Objects.requireNonNull(Readability.class.getResourceAsStream("/review/letter-pairs.txt"))) {
            return Set.of(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 0 to 1: the share of a text's signs that stand in readable words and numbers; 1 for no text at all. */
    static double of(String text) {
        double signs =
                text.chars().filter(sign -> !Character.isWhitespace(sign)).count();
        if (signs == 0) {
            return 1;
        }
        double readable = WORD.matcher(text)
                .results()
                .mapToDouble(found -> isReadable(found.group()) ? found.group().length() : 0)
                .sum();
        double punctuation = text.chars()
                .filter(sign -> ".,:;!?()-–—«»\"/№%\n".indexOf(sign) >= 0)
                .count();
        // Ordinary punctuation is a tenth of a text; more of it does not make it readable.
        return Math.min(1, (readable + Math.min(punctuation, readable / 4)) / signs);
    }

    private static boolean isReadable(String word) {
        if (RUNAWAY.matcher(word).find()) {
            return false;
        }
        if (Character.isDigit(word.charAt(0)) || word.length() == 1) {
            return true;
        }
        var russian = russian(Plain.words(word));
        var common = 0;
        for (int i = 0; i + 2 <= russian.length(); i++) {
            common += PAIRS.contains(russian.substring(i, i + 2)) ? 1 : 0;
        }
        return russian.length() < 2 || common >= READABLE_WORD * (russian.length() - 1);
    }

    private static String russian(String word) {
        var russian = word;
        for (var pair : TRANSLITERATION) {
            russian = russian.replace(pair[0], pair[1]);
        }
        return russian;
    }
}
