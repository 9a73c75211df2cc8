package ru.priyomnaya.review;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A text as it is compared with others: its trigrams (as PostgreSQL's pg_trgm counts them), and a short sketch by which texts
 * with many trigrams in common are found in an index (MinHash with banding: Broder 1997).
 *
 * @param trigrams of the words, each padded with two blanks before and one after
 * @param marks what two like texts must agree in to mean the same: months and numbers, the writer's own apart
 */
record TextSketch(Set<Integer> trigrams, Set<String> marks) {
    static final int BANDS = 20;
    private static final int FEWEST_TRIGRAMS = 15;
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

    /**
     * Texts of one period that share a band are candidates: the period is part of the band, so that a look costs the same however
     * old the register is. Of texts with six tenths of the trigrams in common 94 of 100, with a tenth 2 of 1 000.
     */
    Integer[] bands(long period) {
        return bands(period, period);
    }

    /** Of all periods from the first to the last. */
    Integer[] bands(long first, long last) {
        if (trigrams.size() < FEWEST_TRIGRAMS) {
            return new Integer[0];
        }
        var plain = new int[BANDS];
        for (int band = 0; band < BANDS; band++) {
            plain[band] = band;
            for (int row = 0; row < ROWS; row++) {
                plain[band] = 31 * plain[band] + smallest(band * ROWS + row);
            }
        }
        return LongStream.rangeClosed(first, last)
                .boxed()
                .flatMap(period -> Arrays.stream(plain).mapToObj(band -> 31 * band + Long.hashCode(period)))
                .toArray(Integer[]::new);
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
        if (isTooShort(other)) {
            return 0;
        }
        var shared = shared(other);
        var all = trigrams.size() + other.trigrams.size() - shared;
        return (double) shared / all;
    }

    /** Shared trigrams among those of the shorter text, 0 to 1: one is quoted in the other, or cut off. */
    double containment(TextSketch other) {
        if (isTooShort(other)) {
            return 0;
        }
        var shorter = Math.min(trigrams.size(), other.trigrams.size());
        return (double) shared(other) / shorter;
    }

    /** A text of a word or two, or of none: that two of those are alike means nothing. */
    private boolean isTooShort(TextSketch other) {
        return Math.min(trigrams.size(), other.trigrams.size()) < FEWEST_TRIGRAMS;
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
