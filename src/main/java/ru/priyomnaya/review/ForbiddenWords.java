package ru.priyomnaya.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds obscene words, insults and threats by a list of patterns: {@code *} at either end stands for any letters, several words
 * are a phrase. Sees through Latin letters and digits that look Russian, asterisks in place of letters, and words s p a c e d out.
 */
final class ForbiddenWords {
    private static final String LOOKALIKE = "aecopxykmthb0346@$";
    private static final String RUSSIAN = "аесорхукмтнвозчбас";
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\d*@$]+");
    private static final Pattern REPEATED = Pattern.compile("(\\p{L})\\1{2,}");
    private static final int SHORTEST_SPACED = 4; // the places from the first to the third sign
    private static final int MOST_CHARACTERS = 50_000;

    private final List<Listed> patterns;
    private final List<String> exceptions;

    /** @param patterns such as {@code сволоч*}; one that starts with «-» is an exception: {@code -страхуй*} */
    ForbiddenWords(List<String> patterns) {
        this.patterns = patterns.stream()
                .filter(pattern -> !pattern.startsWith("-"))
                .map(pattern -> new Listed(pattern, words(pattern)))
                .toList();
        this.exceptions = patterns.stream()
                .filter(pattern -> pattern.startsWith("-"))
                .map(pattern -> words(pattern.substring(1)).get(0))
                .toList();
    }

    /** @param written as the office wrote it */
    private record Listed(String written, List<String> words) {}

    /** The list that comes with the program. */
    static List<String> shipped() {
        try (var file =
                Objects.requireNonNull(ForbiddenWords.class.getResourceAsStream("/review/forbidden-words.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the letters that a text is read in, so that a word of the list finds itself. */
    private static List<String> words(String pattern) {
        return Arrays.stream(pattern.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .map(ForbiddenWords::plain)
                .toList();
    }

    /** The first pattern that matches, as the list has it. */
    Optional<String> find(String text) {
        var tokens = tokens(text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS));
        for (int at = 0; at < tokens.size(); at++) {
            if (isException(tokens.get(at))) {
                continue;
            }
            for (var pattern : patterns) {
                if (matchesAt(pattern.words(), tokens, at)) {
                    return Optional.of(pattern.written());
                }
            }
        }
        return Optional.empty();
    }

    private boolean isException(String token) {
        return exceptions.stream().anyMatch(exception -> matches(exception, token));
    }

    private static boolean matchesAt(List<String> pattern, List<String> tokens, int at) {
        if (at + pattern.size() > tokens.size()) {
            return false;
        }
        for (int i = 0; i < pattern.size(); i++) {
            if (!matches(pattern.get(i), tokens.get(at + i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> tokens(String text) {
        var joined = joined(text);
        var tokens = new ArrayList<String>();
        TOKEN.matcher(joined.toLowerCase(Locale.ROOT)).results().forEach(found -> tokens.add(plain(found.group())));
        return tokens;
    }

    /** Joins what is spaced out: single signs with one blank, point, dash or asterisk between, three and more of them. */
    private static String joined(String text) {
        var joined = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            var end = at;
            while (isSign(text, end)
                    && !isSign(text, end + 1)
                    && isGap(text, end + 1)
                    && isSign(text, end + 2)
                    && !isSign(text, end + 3)) {
                end += 2;
            }
            var startsWord = at == 0 || !isSign(text, at - 1);
            if (startsWord && end - at >= SHORTEST_SPACED) {
                for (int sign = at; sign <= end; sign += 2) {
                    joined.append(text.charAt(sign));
                }
                at = end + 1;
            } else {
                joined.append(text.charAt(at++));
            }
        }
        return joined.toString();
    }

    private static boolean isSign(String text, int at) {
        return at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '@');
    }

    private static boolean isGap(String text, int at) {
        return at < text.length() && " .*_-".indexOf(text.charAt(at)) >= 0;
    }

    private static String plain(String token) {
        var hasLetters = token.chars().anyMatch(Character::isLetter);
        var plain = new StringBuilder();
        for (var sign : token.replace('ё', 'е').toCharArray()) {
            var like = hasLetters ? LOOKALIKE.indexOf(sign) : -1;
            plain.append(like < 0 ? sign : RUSSIAN.charAt(like));
        }
        return REPEATED.matcher(plain).replaceAll("$1");
    }

    private static boolean matches(String pattern, String token) {
        var before = pattern.startsWith("*");
        var after = pattern.endsWith("*");
        var core = pattern.substring(before ? 1 : 0, pattern.length() - (after ? 1 : 0));
        if (core.isEmpty() || token.length() < core.length()) {
            return false;
        }
        if (!before && !after) {
            return token.length() == core.length() && fits(core, token, 0);
        }
        if (!before) {
            return fits(core, token, 0);
        }
        for (int at = 0; at + core.length() <= token.length(); at++) {
            if (fits(core, token, at) && (after || at + core.length() == token.length())) {
                return true;
            }
        }
        return false;
    }

    /** An asterisk in the text stands for a letter, but not for the first, and not for most of them. */
    private static boolean fits(String core, String token, int at) {
        var hidden = 0;
        for (int i = 0; i < core.length(); i++) {
            var sign = token.charAt(at + i);
            if (sign == '*' && i > 0) {
                hidden++;
            } else if (sign != core.charAt(i)) {
                return false;
            }
        }
        return hidden * 4 <= core.length() * 3 && (hidden == 0 || core.length() >= 3);
    }
}
