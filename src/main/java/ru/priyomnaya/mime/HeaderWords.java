package ru.priyomnaya.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Encoded words of headers (RFC 2047) as programs really write them: unseparated, in quotes, split inside a character or inside
 * a base64 group, with raw spaces, without an end. Takes time linear in the header.
 */
final class HeaderWords {
    private static final int LONGEST_CHARSET = 60;

    private HeaderWords() {}

    /** The header as a person reads it, on one line. */
    static String decode(String raw) {
        var header = oneLine(raw);
        if (!header.contains("=?")) {
            return Charsets.raw8Bit(header);
        }
        var text = new StringBuilder();
        var run = new ArrayList<Word>();
        int at = 0;
        for (var word = nextWord(header, 0); word != null; word = nextWord(header, at)) {
            var between = header.substring(at, word.start());
            if (run.isEmpty() || !between.isBlank()) { // blanks between two words are none (RFC 2047, 6.2)
                flush(run, text);
                text.append(Charsets.raw8Bit(between));
            }
            run.add(word);
            at = word.end();
        }
        flush(run, text);
        text.append(Charsets.raw8Bit(header.substring(at)));
        return oneLine(text.toString());
    }

    private record Word(String charset, boolean base64, String content, int start, int end) {}

    /** The next one that is well formed. */
    private static @Nullable Word nextWord(String header, int from) {
        var start = header.indexOf("=?", from);
        while (start >= 0) {
            var word = wordAt(header, start);
            if (word != null) {
                return word;
            }
            start = header.indexOf("=?", start + 2);
        }
        return null;
    }

    private static @Nullable Word wordAt(String header, int start) {
        var charsetEnd = header.indexOf('?', start + 2);
        if (charsetEnd < 0 || charsetEnd - start > LONGEST_CHARSET || charsetEnd + 2 >= header.length()) {
            return null;
        }
        var encoding = Character.toLowerCase(header.charAt(charsetEnd + 1));
        if ((encoding != 'b' && encoding != 'q') || header.charAt(charsetEnd + 2) != '?') {
            return null;
        }
        var contentStart = charsetEnd + 3;
        var contentEnd = endOf(header, contentStart, encoding == 'q');
        var charset = header.substring(start + 2, charsetEnd).strip();
        var star = charset.indexOf('*'); // RFC 2231, 5: a language may follow
        return new Word(
                star < 0 ? charset : charset.substring(0, star),
                encoding == 'b',
                header.substring(contentStart, contentEnd),
                start,
                Math.min(header.length(), contentEnd + 2));
    }

    /** Before the closing {@code ?=}; a question mark that Q forgot to encode is not one. */
    private static int endOf(String header, int from, boolean quoted) {
        var end = header.indexOf("?=", from);
        while (quoted && end >= 0 && isHex(header, end + 2) && isHex(header, end + 3)) {
            end = header.indexOf("?=", end + 2);
        }
        return end < 0 ? header.length() : end;
    }

    private static boolean isHex(String text, int at) {
        return at < text.length() && Character.digit(text.charAt(at), 16) >= 0;
    }

    /** Neighbours of one charset are decoded together: a character may have been cut between them. */
    private static void flush(List<Word> run, StringBuilder text) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < run.size(); ) {
            var first = run.get(i);
            bytes.reset();
            var base64 = new StringBuilder();
            while (i < run.size() && run.get(i).charset().equalsIgnoreCase(first.charset())) {
                var word = run.get(i++);
                if (word.base64()) {
                    base64.append(word.content());
                    var cut = !word.content().endsWith("=")
                            && word.content().strip().length() % 4 != 0;
                    if (cut && i < run.size() && run.get(i).base64()) {
                        continue; // the encoder cut its base64 text, not its bytes
                    }
                    bytes.writeBytes(Transfer.base64(base64.toString().getBytes(StandardCharsets.ISO_8859_1)));
                    base64.setLength(0);
                } else {
                    bytes.writeBytes(
                            Transfer.quoted(word.content().replace('_', ' ').getBytes(StandardCharsets.ISO_8859_1)));
                }
            }
            if (!base64.isEmpty()) {
                bytes.writeBytes(Transfer.base64(base64.toString().getBytes(StandardCharsets.ISO_8859_1)));
            }
            text.append(Charsets.decode(bytes.toByteArray(), first.charset().toLowerCase(Locale.ROOT)));
        }
        run.clear();
    }

    /** Unfolded (RFC 5322, 2.2.3), without control characters. */
    static String oneLine(String text) {
        var line = new StringBuilder(text.length());
        var blank = false;
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            // NEL and its like are bytes of Cyrillic here as long as the header is raw.
            var space = c == ' '
                    || c == '\t'
                    || c == '\r'
                    || c == '\n'
                    || c == 0x0B
                    || c == '\f'
                    || c == '\u2028'
                    || c == '\u2029';
            if (space || c < ' ' || c == 0x7F) {
                blank = true;
                continue;
            }
            if (blank && !line.isEmpty()) {
                line.append(' ');
            }
            blank = false;
            line.append(c);
        }
        return line.toString();
    }
}
