package ru.priyomnaya.review;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text without what two people write differently and mean the same: case, ё, punctuation, quoting marks of mail. */
final class Plain {
    private static final Pattern MAIL_LINES = Pattern.compile(
            "(?imu)^\\s*(-{3,}.*|(от|кому|дата|тема|from|to|sent|date|subject|копия|cc):.*|.*(написал|пишет|wrote)\\(?[аи]?\\)?:\\s*)$");
    private static final Pattern QUOTE_MARKS = Pattern.compile("(?m)^[>|\\s]+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Plain() {}

    /** Without the lines that mail programs add over a quotation. */
    static String withoutMailLines(String text) {
        return MAIL_LINES.matcher(text).replaceAll("");
    }

    /** Words of the writer, in lower case, one space between. */
    static String text(String text) {
        return words(QUOTE_MARKS.matcher(withoutMailLines(text)).replaceAll(""));
    }

    static String words(String text) {
        var lower = text.toLowerCase(Locale.ROOT).replace('ё', 'е');
        return NO_WORD.matcher(lower).replaceAll(" ").strip();
    }

    static List<String> wordList(String text) {
        var plain = words(text);
        return plain.isEmpty() ? List.of() : List.of(plain.split(" "));
    }

    static String digits(String text) {
        return text.chars()
                .filter(Character::isDigit)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
