package ru.priyomnaya.review;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text as it is compared with others: its trigrams (as PostgreSQL's pg_trgm counts them), and a short sketch by which texts
 * with many trigrams in common are found in an index (MinHash with banding: Broder 1997).
 *
 * @param trigrams of the words, each padded with two blanks before and one after
 * @param marks what two like texts must agree in to mean the same: months and numbers, the writer's own apart
 */
record TextSketch(Set<Integer> trigrams, Set<String> marks) {
    static final int BANDS = 20;
    private static final int ROWS = 4;
    private static final int MOST_CHARACTERS = 20_000;
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern MONTH = Pattern.compile(
            "\\b(январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)\\p{L}{0,3}\\b",
            Pattern.UNICODE_CHARACTER_CLASS);

    static TextSketch of(String text) {
        var read = text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
        var plain = Plain.text(read);
        var about = Plain.text(ApplicantTraits.withoutContacts(read));
        var trigrams = new HashSet<Integer>();
        for (var word : plain.split(" ")) {
            var padded = "  " + word + " ";
            for (int i = 0; i + 3 <= padded.length(); i++) {
                trigrams.add(padded.substring(i, i + 3).hashCode());
            }
        }
        var marks = NUMBER.matcher(about)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(HashSet::new));
        MONTH.matcher(about).results().forEach(found -> marks.add(found.group(1).substring(0, 3)));
        return new TextSketch(trigrams, marks);
    }

    /** Texts that share a band are candidates: with six tenths of the trigrams in common 94 of 100, with a tenth 2 of 1 000. */
    Integer[] bands() {
        var bands = new Integer[BANDS];
        for (int band = 0; band < BANDS; band++) {
            var hash = band;
            for (int row = 0; row < ROWS; row++) {
                hash = 31 * hash + smallest(band * ROWS + row);
            }
            bands[band] = hash;
        }
        return bands;
    }

    private int smallest(int function) {
        var least = Integer.MAX_VALUE;
        for (int trigram : trigrams) {
            least = Math.min(least, mixed(trigram ^ (0x9E3779B9 * (function + 1))));
        }
        return least;
    }

    /** The finalizer of MurmurHash3. */
    private static int mixed(int value) {
        var hash = value;
        hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
        return hash ^ (hash >>> 16);
    }

    /** Shared trigrams among all, 0 to 1, as pg_trgm's similarity(). */
    double similarity(TextSketch other) {
        var shared = shared(other);
        var all = trigrams.size() + other.trigrams.size() - shared;
        return all == 0 ? 0 : (double) shared / all;
    }

    /** Shared trigrams among those of the shorter text, 0 to 1: one is quoted in the other, or cut off. */
    double containment(TextSketch other) {
        var shorter = Math.min(trigrams.size(), other.trigrams.size());
        return shorter == 0 ? 0 : (double) shared(other) / shorter;
    }

    /** Each names a month or a number that the other does not. */
    boolean differsInMarks(TextSketch other) {
        return !marks.containsAll(other.marks) && !other.marks.containsAll(marks);
    }

    private long shared(TextSketch other) {
        return trigrams.size() <= other.trigrams.size()
                ? trigrams.stream().filter(other.trigrams::contains).count()
                : other.shared(this);
    }

    /** How many bands two sketches share. */
    static long sharedBands(Integer[] one, Integer[] two) {
        var known = new HashSet<>(Arrays.asList(one));
        return Arrays.stream(two).filter(known::contains).count();
    }
}
