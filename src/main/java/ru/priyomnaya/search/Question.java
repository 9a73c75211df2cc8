package ru.priyomnaya.search;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a search looks for, understood.
 *
 * @param condition as PostgreSQL's tsquery; empty when every word stands everywhere: then nothing is found
 * @param readAs words that were typed otherwise than they are searched
 * @param lexemes of the words, to mark them where they stand
 * @param beginnings of words and numbers, to mark them likewise
 */
public record Question(String condition, List<ReadAs> readAs, Set<String> lexemes, Set<String> beginnings) {
    private static final Pattern ONE_WORD = Pattern.compile("\\('[^']+'\\)");

    /** A word that occurs nowhere, and the nearest one that does. */
    public record ReadAs(String typed, String word) {}

    /** Nothing but the forms of one word: no second one, no beginning, nothing excluded. */
    boolean isOneWord() {
        return ONE_WORD.matcher(condition).matches();
    }

    public boolean isEmpty() {
        return condition.isEmpty();
    }
}
