package ru.priyomnaya.generator;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Texts and names in which few words are frequent and many are rare, as in real ones (Zipf). The same seed, the same register. */
final class Words {
    private final Random random;

    Words(long seed) {
        random = new Random(seed);
    }

    /** The first of the list most often, the n-th n times more rarely. */
    <T> T frequent(List<T> ranked) {
        return ranked.get(rank(ranked.size()));
    }

    private int rank(int size) {
        return Math.min(size - 1, (int) Math.pow(size + 1, random.nextDouble()) - 1);
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** One of some twenty thousand words. */
    String rare() {
        var all = Phrases.PREFIXES.size() * Phrases.ROOTS.size() * Phrases.SUFFIXES.size();
        var rank = rank(all);
        var roots = Phrases.ROOTS.size();
        var suffixes = Phrases.SUFFIXES.size();
        return Phrases.PREFIXES.get(rank / (roots * suffixes))
                + Phrases.ROOTS.get(rank / suffixes % roots)
                + Phrases.SUFFIXES.get(rank % suffixes);
    }

    String street() {
        return capital(Phrases.ROOTS.get(rank(Phrases.ROOTS.size())))
                + any(List.of("ная", "ская", "овая", "инская", "ецкая"));
    }

    String surname(boolean woman) {
        var end = frequent(Phrases.SURNAME_ENDS);
        return frequent(Phrases.SURNAMES)
                + switch (end) {
                    case "енк" -> "енко";
                    case "ич" -> "ич";
                    case "овск" -> woman ? "овская" : "овский";
                    default -> end + (woman ? "а" : "");
                };
    }

    String sentence(List<String> patterns) {
        return MessageFormat.format(
                frequent(patterns),
                street(),
                String.valueOf(1 + below(120)),
                any(Phrases.MONTHS),
                String.valueOf(100 + below(30_000)),
                any(Phrases.DEVICES),
                rare(),
                rare());
    }

    String text(List<String> patterns, int fewest, int most) {
        var text = new StringBuilder();
        for (int i = fewest + below(most - fewest + 1); i > 0; i--) {
            text.append(text.isEmpty() ? "" : " ").append(sentence(patterns));
        }
        return text.toString();
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
