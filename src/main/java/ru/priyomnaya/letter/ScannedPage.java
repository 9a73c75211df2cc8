package ru.priyomnaya.letter;

import org.jspecify.annotations.Nullable;

/**
 * What can be seen on one page that came from a scanner.
 *
 * @param number from 0, in the file
 * @param code null where none can be read
 * @param resolution in dots an inch; 0 for a page that never was paper
 * @param blank nothing is on it
 * @param turns by how many quarters, clockwise, it lies off upright; 0 where no code says it
 */
public record ScannedPage(int number, LetterCode.@Nullable OnPage code, int resolution, boolean blank, int turns) {}
