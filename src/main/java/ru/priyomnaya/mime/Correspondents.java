package ru.priyomnaya.mime;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds people in address headers (RFC 5322, 3.4) that no strict parser would take. Linear in the header. */
final class Correspondents {
    private static final int LONGEST_HEADER = 4_000;
    private static final int LONGEST_ADDRESS = 320; // RFC 3696, 3
    private static final int LONGEST_NAME = 200;

    private Correspondents() {}

    /** The first of them who has an address. */
    static Optional<Correspondent> first(String rawHeader) {
        var cut = rawHeader.length() > LONGEST_HEADER ? rawHeader.substring(0, LONGEST_HEADER) : rawHeader;
        var header = HeaderWords.oneLine(cut);
        int start = 0;
        while (start < header.length()) {
            var end = endOfOne(header, start);
            var found = one(header.substring(start, end));
            if (found.isPresent()) {
                return found;
            }
            start = end + 1;
        }
        // A quote that never closes hides everything behind it; some programs encode name and address in one word.
        var open = header.contains("\"") ? one(header.replace("\"", " ")) : Optional.<Correspondent>empty();
        return open.isPresent() || !header.contains("=?") ? open : one(HeaderWords.decode(header));
    }

    /** The comma or semicolon that ends it, outside of quotes, comments and angles. */
    private static int endOfOne(String header, int from) {
        var quoted = false;
        int depth = 0;
        for (int i = from; i < header.length(); i++) {
            var c = header.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '<')) {
                depth++;
            } else if (!quoted && depth > 0 && (c == ')' || c == '>')) {
                depth--;
            } else if (!quoted && depth == 0 && (c == ',' || c == ';')) {
                return i;
            }
        }
        return header.length();
    }

    private static Optional<Correspondent> one(String piece) {
        var close = piece.lastIndexOf('>');
        var open = close < 0 ? piece.lastIndexOf('<') : piece.lastIndexOf('<', close);
        if (open >= 0) {
            var inside = piece.substring(open + 1, close < 0 ? piece.length() : close);
            var address = address(inside);
            if (address.isPresent()) {
                return address.map(a -> new Correspondent(a, name(uncommented(piece.substring(0, open)))));
            }
        }
        var comment = piece.indexOf('(');
        var closing = piece.lastIndexOf(')');
        var bare = comment < 0
                ? piece
                : piece.substring(0, comment) + " " + (closing > comment ? piece.substring(closing + 1) : "");
        var words = bare.replace('<', ' ').replace('>', ' ').replace(':', ' ').split(" ");
        for (int i = 0; i < words.length; i++) {
            var address = address(words[i]);
            if (address.isPresent()) {
                var name = comment >= 0 && closing > comment
                        ? piece.substring(comment + 1, closing)
                        : String.join(" ", Arrays.copyOf(words, i));
                return address.map(a -> new Correspondent(a, name(name)));
            }
        }
        return Optional.empty();
    }

    /** Without comments, unless the name is one. */
    private static String uncommented(String name) {
        var bare = new StringBuilder();
        int depth = 0;
        var quoted = false;
        for (int i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            quoted ^= c == '"';
            depth += c == '(' && !quoted ? 1 : 0;
            if (depth == 0) {
                bare.append(c);
            }
            depth -= c == ')' && depth > 0 ? 1 : 0;
        }
        var rest = bare.toString();
        return rest.isBlank() ? name.replace("(", "").replace(")", "") : rest;
    }

    private static Optional<String> address(String text) {
        var decoded = HeaderWords.decode(text);
        var route = decoded.startsWith("@") ? decoded.lastIndexOf(':') : -1; // RFC 5322, 4.4
        var bare = decoded.substring(route + 1)
                .replace(" ", "")
                .replace("'", "")
                .replace("\"", "")
                .toLowerCase(Locale.ROOT);
        var scheme = bare.startsWith("mailto:") ? bare.substring("mailto:".length()) : bare;
        var address = trimmed(scheme);
        var at = address.lastIndexOf('@');
        var sane = at > 0
                && at < address.length() - 1
                && address.length() <= LONGEST_ADDRESS
                && address.chars()
                        .noneMatch(c -> Character.isISOControl(c) || c == '<' || c == '>' || c == ',' || c == '(');
        return sane ? Optional.of(address) : Optional.empty();
    }

    private static String trimmed(String address) {
        int end = address.length();
        while (end > 0 && ".;,:".indexOf(address.charAt(end - 1)) >= 0) {
            end--;
        }
        return address.substring(0, end);
    }

    static @Nullable String name(String raw) {
        var decoded = HeaderWords.decode(
                        raw.replace("\\\"", "\u0001").replace("\"", "").replace('\u0001', '"'))
                .strip();
        // Encoded words inside quotes, and quotes inside encoded words.
        var bare = decoded.length() > 1 && (isWrapped(decoded, '"') || isWrapped(decoded, '\''))
                ? decoded.substring(1, decoded.length() - 1).strip()
                : decoded;
        if (bare.isEmpty() || bare.endsWith(":")) {
            return null;
        }
        return bare.length() <= LONGEST_NAME ? bare : bare.substring(0, LONGEST_NAME);
    }

    private static boolean isWrapped(String text, char quote) {
        return text.charAt(0) == quote && text.charAt(text.length() - 1) == quote;
    }
}
