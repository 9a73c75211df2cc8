package ru.priyomnaya.letter;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the QR code of a letter says: which letter, which of its editions, which page of how many. Letters, digits and colons
 * only, so that the code stays coarse enough for a fax.
 *
 * @param key 12 letters and digits that nobody can guess
 * @param edition of the letter: it grows when an approved text is taken back and approved anew
 */
public record LetterCode(String key, int edition) {
    private static final Pattern WRITTEN = Pattern.compile("PR1:([A-Z2-7]{12}):(\\d{1,3}):(\\d{1,3}):(\\d{1,3})");

    /** One page of a letter; both numbers from 1. */
    public record OnPage(LetterCode letter, int page, int pages) {}

    String text(int page, int pages) {
        return "PR1:%s:%d:%d:%d".formatted(key, edition, page, pages);
    }

    /** Empty for every other code. */
    public static Optional<OnPage> of(String text) {
        var match = WRITTEN.matcher(text);
        return match.matches()
                ? Optional.of(new OnPage(
                        new LetterCode(match.group(1), Integer.parseInt(match.group(2))),
                        Integer.parseInt(match.group(3)),
                        Integer.parseInt(match.group(4))))
                : Optional.empty();
    }
}
