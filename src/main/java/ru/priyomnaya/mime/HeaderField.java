package ru.priyomnaya.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A header of the kind «value; name=value» (RFC 2045, 5.1), its parameters continued and encoded by RFC 2231, RFC 2047, neither or
 * both. Takes time linear in the header.
 */
final class HeaderField {
    private static final int MOST_PARAMETERS = 200;
    private static final int LONGEST = 20_000;

    private final String value;
    private final Map<String, String> parameters;

    private HeaderField(String value, Map<String, String> parameters) {
        this.value = value;
        this.parameters = parameters;
    }

    static HeaderField of(String raw) {
        var header = HeaderWords.oneLine(raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw);
        var scanner = new Scanner(header);
        var value = scanner.until(';').strip();
        var comment = value.indexOf('(');
        var bare = (comment < 0 ? value : value.substring(0, comment)).strip().toLowerCase(Locale.ROOT);
        return new HeaderField(
                bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")
                        ? bare.substring(1, bare.length() - 1)
                        : bare,
                scanner.parameters());
    }

    /** In lower case, without comments; empty when there is none. */
    String value() {
        return value;
    }

    /** Decoded. */
    Optional<String> parameter(String name) {
        var pieces = new TreeMap<Integer, Piece>();
        for (var entry : parameters.entrySet()) {
            piece(name, entry.getKey(), entry.getValue(), pieces);
        }
        if (!pieces.isEmpty()) {
            return Optional.of(assembled(List.copyOf(pieces.values())));
        }
        return Optional.ofNullable(parameters.get(name)).map(HeaderField::plain);
    }

    private record Piece(boolean percent, String text) {}

    /** {@code name*}, {@code name*0}, {@code name*0*}. */
    private static void piece(String name, String key, String text, Map<Integer, Piece> pieces) {
        if (!key.startsWith(name + "*")) {
            return;
        }
        var rest = key.substring(name.length() + 1);
        var percent = rest.isEmpty() || rest.endsWith("*");
        var number = rest.replace("*", "");
        if (number.length() <= 4 && number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            pieces.put(number.isEmpty() ? 0 : Integer.parseInt(number), new Piece(percent, text));
        }
    }

    private static String assembled(List<Piece> pieces) {
        var first = pieces.get(0).text();
        var charset = "";
        // RFC 2231, 4: charset'language'text; some write the quotes but no language, some neither.
        var quote = first.indexOf('\'');
        var second = quote < 0 ? -1 : first.indexOf('\'', quote + 1);
        if (pieces.get(0).percent() && second > 0) {
            charset = first.substring(0, quote);
            first = first.substring(second + 1);
        }
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < pieces.size(); i++) {
            var text = i == 0 ? first : pieces.get(i).text();
            var raw = text.getBytes(StandardCharsets.ISO_8859_1);
            bytes.writeBytes(pieces.get(i).percent() ? unpercented(raw) : raw);
        }
        var decoded = Charsets.decode(bytes.toByteArray(), charset.isEmpty() ? null : charset);
        return decoded.contains("=?") ? HeaderWords.decode(decoded) : decoded;
    }

    /** Without RFC 2231; a few programs percent-encode all the same. */
    private static String plain(String text) {
        var decoded = HeaderWords.decode(text);
        if (!decoded.contains("%D0%")
                && !decoded.contains("%D1%")
                && !decoded.contains("%d0%")
                && !decoded.contains("%d1%")) {
            return decoded;
        }
        return Charsets.decode(unpercented(decoded.getBytes(StandardCharsets.UTF_8)), "UTF-8");
    }

    private static byte[] unpercented(byte[] raw) {
        var bytes = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            var high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            var low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
            if (raw[i] == '%' && high >= 0 && low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(raw[i]);
            }
        }
        return bytes.toByteArray();
    }

    /** Walks over the header once. */
    private static final class Scanner {
        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        String until(char end) {
            var start = at;
            while (at < text.length() && text.charAt(at) != end) {
                at++;
            }
            var found = text.substring(start, at);
            at++;
            return found;
        }

        Map<String, String> parameters() {
            var found = new LinkedHashMap<String, String>();
            while (at < text.length() && found.size() < MOST_PARAMETERS) {
                var start = at;
                while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != ';') {
                    at++;
                }
                var name = text.substring(start, at)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replace(" ", "");
                if (at >= text.length() || text.charAt(at) == ';') {
                    at++;
                    continue;
                }
                at++;
                found.putIfAbsent(name, value());
            }
            return found;
        }

        private String value() {
            var parts = new ArrayList<String>();
            while (at < text.length() && text.charAt(at) != ';') {
                if (text.charAt(at) == '"') {
                    parts.add(quoted());
                } else {
                    var start = at;
                    while (at < text.length() && text.charAt(at) != ';' && text.charAt(at) != '"') {
                        at++;
                    }
                    var bare = text.substring(start, at);
                    if (!bare.isBlank()) {
                        parts.add(parts.isEmpty() ? bare.strip() : bare.stripTrailing());
                    }
                }
            }
            at++;
            return String.join("", parts);
        }

        /** Only a quote and a backslash are escaped: Windows paths stand in names as they are. */
        private String quoted() {
            var inside = new StringBuilder();
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                var c = text.charAt(at);
                var next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
                if (c == '\\' && (next == '"' || next == '\\')) {
                    at++;
                    c = next;
                }
                inside.append(c);
                at++;
            }
            at++;
            return inside.toString();
        }
    }
}
