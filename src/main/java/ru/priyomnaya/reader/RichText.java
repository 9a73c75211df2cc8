package ru.priyomnaya.reader;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text of RTF: what stands outside of tables of fonts, pictures and other destinations. */
final class RichText {
    private static final Pattern TOKEN = Pattern.compile(
            "\\{|\\}|\\\\'([0-9a-fA-F]{2})|\\\\u(-?\\d{1,6}) ?(?:\\?|\\\\'[0-9a-fA-F]{2})?|\\\\([a-z]{1,32})(-?\\d{1,10})? ?|\\\\(.)|([^{}\\\\\\r\\n]+)",
            Pattern.DOTALL);
    private static final Set<String> DESTINATIONS = Set.of(
            "fonttbl",
            "colortbl",
            "stylesheet",
            "info",
            "pict",
            "object",
            "themedata",
            "datastore",
            "listtable",
            "generator");
    private static final Charset ANSI = Charset.forName("windows-1251");

    private RichText() {}

    static void read(byte[] bytes, BoundedText text) {
        var tokens = TOKEN.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        var depth = 0;
        var silentFrom = Integer.MAX_VALUE;
        while (tokens.find()) {
            var token = tokens.group();
            if (token.equals("{")) {
                depth++;
            } else if (token.equals("}")) {
                depth--;
                silentFrom = depth < silentFrom ? Integer.MAX_VALUE : silentFrom;
            } else if ("*".equals(tokens.group(5))
                    || (tokens.group(3) != null && DESTINATIONS.contains(tokens.group(3)))) {
                silentFrom = Math.min(silentFrom, depth);
            } else if (depth < silentFrom) {
                text.add(shown(tokens.group(1), tokens.group(2), tokens.group(3), tokens.group(6)));
            }
        }
    }

    private static String shown(
            @Nullable String code, @Nullable String unicode, @Nullable String word, @Nullable String plain) {
        if (code != null) {
            return ANSI.decode(ByteBuffer.wrap(new byte[] {(byte) Integer.parseInt(code, 16)}))
                    .toString();
        }
        if (unicode != null) {
            return String.valueOf((char) Integer.parseInt(unicode));
        }
        if (word != null) {
            return Set.of("par", "line", "tab", "cell", "row").contains(word) ? " " : "";
        }
        return plain == null
                ? ""
                : ANSI.decode(StandardCharsets.ISO_8859_1.encode(plain)).toString();
    }
}
