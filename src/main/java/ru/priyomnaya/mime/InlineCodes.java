package ru.priyomnaya.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import ru.priyomnaya.document.FileName;

/** Files that were typed into the text: uuencode (POSIX) and yEnc (yenc.org, draft 1.3). Linear in the text. */
final class InlineCodes {
    private static final int MOST_FILES = 100;

    /** A body without its codes, and the files that they were. */
    record Found(byte[] rest, List<Letter.File> files) {}

    private final byte[] body;
    private final ByteArrayOutputStream rest;
    private final List<Letter.File> files = new ArrayList<>();

    private InlineCodes(byte[] body) {
        this.body = body;
        this.rest = new ByteArrayOutputStream(body.length);
    }

    static Found in(byte[] body) {
        var codes = new InlineCodes(body);
        codes.read();
        return new Found(codes.rest.toByteArray(), List.copyOf(codes.files));
    }

    private void read() {
        int at = 0;
        var dead = false; // a start without an end is looked for only once
        while (at < body.length) {
            var next = Lines.next(body, at);
            var end = -1;
            if (!dead && files.size() < MOST_FILES) {
                if (startsWith(at, "begin ") && isUuStart(at, next)) {
                    end = uuencoded(at, next);
                    dead = end < 0;
                } else if (startsWith(at, "=ybegin ")) {
                    end = yencoded(at, next);
                    dead = end < 0;
                }
            }
            if (end > 0) {
                at = end;
            } else {
                rest.write(body, at, next - at);
                at = next;
            }
        }
    }

    private boolean isUuStart(int at, int next) {
        var words = line(at, next).split(" ", 3);
        return words.length == 3
                && words[1].length() >= 3
                && words[1].length() <= 4
                && words[1].chars().allMatch(c -> c >= '0' && c <= '7');
    }

    /** The position after its end line, or -1 when this is no uuencoded file. */
    private int uuencoded(int at, int next) {
        var bytes = new ByteArrayOutputStream();
        int line = next;
        while (line < body.length) {
            var after = Lines.next(body, line);
            var length = lineLength(line, after);
            if (startsWith(line, "end") && length == 3) {
                files.add(new Letter.File(name(line(at, next).split(" ", 3)[2]), bytes.toByteArray(), false));
                return after;
            }
            if (length > 0 && !uuLine(line, length, bytes)) {
                return -1;
            }
            line = after;
        }
        return -1;
    }

    private boolean uuLine(int at, int length, ByteArrayOutputStream bytes) {
        var count = six(body[at]);
        if (body[at] < ' ' || body[at] > '`' || count > 45) {
            return false;
        }
        for (int i = 0, in = at + 1; i < count; i += 3, in += 4) {
            // Mail programs strip the blanks that some encoders write for zero.
            var group = (uu(in, at + length) << 18)
                    | (uu(in + 1, at + length) << 12)
                    | (uu(in + 2, at + length) << 6)
                    | uu(in + 3, at + length);
            for (int k = 0; k < Math.min(3, count - i); k++) {
                bytes.write(group >> (16 - 8 * k));
            }
        }
        return true;
    }

    private int uu(int at, int end) {
        return at < end ? six(body[at]) : 0;
    }

    private static int six(byte b) {
        return (b - ' ') & 0x3F;
    }

    private int yencoded(int at, int next) {
        var bytes = new ByteArrayOutputStream();
        int line = next;
        while (line < body.length) {
            var after = Lines.next(body, line);
            if (startsWith(line, "=yend")) {
                var header = line(at, next);
                var name = header.indexOf("name=");
                files.add(new Letter.File(
                        name(name < 0 ? "" : header.substring(name + "name=".length())), bytes.toByteArray(), false));
                return after;
            }
            if (!startsWith(line, "=ypart")) {
                yLine(line, lineLength(line, after), bytes);
            }
            line = after;
        }
        return -1;
    }

    private void yLine(int at, int length, ByteArrayOutputStream bytes) {
        var start = length > 1 && body[at] == '.' && body[at + 1] == '.' ? at + 1 : at; // NNTP's doubled dot
        for (int i = start; i < at + length; i++) {
            if (body[i] == '=' && i + 1 < at + length) {
                bytes.write(body[++i] - 64 - 42);
            } else {
                bytes.write(body[i] - 42);
            }
        }
    }

    private String name(String raw) {
        return FileName.clean(HeaderWords.decode(raw.strip()), "Вложение " + (files.size() + 1));
    }

    private String line(int at, int next) {
        return new String(body, at, lineLength(at, next), StandardCharsets.ISO_8859_1);
    }

    private int lineLength(int at, int next) {
        int end = next;
        while (end > at && (body[end - 1] == '\n' || body[end - 1] == '\r')) {
            end--;
        }
        return end - at;
    }

    private boolean startsWith(int at, String word) {
        if (at + word.length() > body.length) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (body[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
