package ru.priyomnaya.mime;

import java.util.Locale;
import java.util.Set;

/**
 * The target of coverage-guided fuzzing with Jazzer: whatever the bytes are, reading ends, in a letter or with a reason, and what comes
 * out keeps the promises that the register rests on. {@code docs/measurements.md} says how it is run.
 */
public final class LetterFuzzer {
    private static final LetterNature.Ourselves US =
            new LetterNature.Ourselves(Set.of("reception@demo.local"), "1", Set.of());
    private static final int LONGEST_SUBJECT = 100_000;

    private LetterFuzzer() {}

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        read(bytes);
    }

    static void read(byte[] bytes) {
        var opened = OpenLetter.of(bytes);
        try {
            var letter = opened.read();
            LetterNature.of(opened, letter, bytes, US);
            promise(letter.subject().length() < LONGEST_SUBJECT, "a subject is short");
            promise(letter.subject().indexOf('\n') < 0 && letter.subject().indexOf('\r') < 0, "a subject is one line");
            promise(letter.from() == null || letter.from().address().contains("@"), "a sender has an address");
            promise(letter.from() == null || letter.from().address().length() <= 320, "an address is short");
            for (var file : letter.files()) {
                promise(!file.name().isBlank() && file.name().length() <= 200, "a file has a name");
                promise(file.name().indexOf('/') < 0 && file.name().indexOf('\\') < 0, "a name is no path");
            }
            var parts = Quotes.parts(letter.text());
            var length =
                    parts.stream().mapToInt(part -> part.text().length() + 1).sum();
            promise(length >= letter.text().replace("\r\n", "\n").length(), "folding cuts nothing");
            promise(
                    letter.html() == null
                            || !letter.html().toLowerCase(Locale.ROOT).contains("<script"),
                    "no scripts");
        } catch (UnreadableLetter forAPerson) {
            promise(forAPerson.code().startsWith("MAIL-"), "a reason has a code");
        }
    }

    private static void promise(boolean kept, String what) {
        if (!kept) {
            throw new AssertionError("Broken promise: " + what);
        }
    }
}
