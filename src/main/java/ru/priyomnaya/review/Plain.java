package ru.priyomnaya.review;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text without what two people write differently and mean the same: case, ё, punctuation, quoting marks of mail. */
final class Plain {
    private static final List<String> MAIL_HEADERS =
            List.of("от:", "кому:", "дата:", "тема:", "копия:", "from:", "to:", "sent:", "date:", "subject:", "cc:");
    private static final List<String> QUOTING = List.of("написал:", "написала:", "написал(а):", "пишет:", "wrote:");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Plain() {}

    /**
     * Without quotation marks and the lines that mail programs add over a quotation. Line by line: a pattern over the whole text
     * would give a hostile one hours of backtracking.
     */
    static String withoutMailLines(String text) {
        return text.lines()
                .map(Plain::unquoted)
                .filter(line -> !isOfMailProgram(line))
                .collect(Collectors.joining("\n"));
    }

    private static String unquoted(String line) {
        var from = 0;
        while (from < line.length()
                && (line.charAt(from) == '>' || line.charAt(from) == '|' || line.charAt(from) == ' ')) {
            from++;
        }
        return line.substring(from).strip();
    }

    private static boolean isOfMailProgram(String line) {
        var lower = line.toLowerCase(Locale.ROOT);
        return lower.startsWith("---")
                || MAIL_HEADERS.stream().anyMatch(lower::startsWith)
                || QUOTING.stream().anyMatch(lower::endsWith);
    }

    /** Words of the writer, in lower case, one space between. */
    static String text(String text) {
        return words(withoutMailLines(text));
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
