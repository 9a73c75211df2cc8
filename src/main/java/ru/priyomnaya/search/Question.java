package ru.priyomnaya.search;

import java.util.List;
import java.util.Set;

/**
 * What a search looks for, understood.
 *
 * @param condition as PostgreSQL's tsquery; empty when every word stands everywhere: then nothing is found
 * @param readAs words that were typed otherwise than they are searched
 * @param lexemes of the words, to mark them where they stand
 * @param beginnings of words and numbers, to mark them likewise
 */
public record Question(String condition, List<ReadAs> readAs, Set<String> lexemes, Set<String> beginnings) {
    /** A word that occurs nowhere, and the nearest one that does. */
    public record ReadAs(String typed, String word) {}

    public boolean isEmpty() {
        return condition.isEmpty();
    }
}
