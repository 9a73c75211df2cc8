package ru.priyomnaya.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Tells what the sender has just written from what was written before and from the signature. Folds, never cuts. */
public final class Quotes {
    private static final int LONGEST_LINE = 400;
    private static final int LONGEST_SIGNATURE = 12;

    private static final int MOST_LINES = 20_000;
    private static final int LONGEST_VERB = 20;

    /** The rulers that mail programs draw. Lines are stripped before any pattern sees them. */
    private static final Pattern RULER = Pattern.compile("(?iu)^(?:"
            + "-{2,}+ *+(?:original message|исходное сообщение|пересылаемое сообщение|пересланное сообщение|перенаправленное сообщение|forwarded message) *+-{2,}+"
            + "|-{8}+ ?(?:пересылаемое|перенаправленное|forwarded).{0,40}"
            + "|begin forwarded message:|начало переадресованного сообщения:"
            + "|_{10,}+"
            + "|вы писали .{4,100}:"
            + ")$");

    /** «Иван Иванов <…> пишет:», «On … wrote:». */
    private static final Pattern VERB = Pattern.compile(
            "(?iu)(?:^|[^\\p{L}])(?:пишет|писал|писала|написал|написала|писал\\(а\\)|написал\\(а\\)|wrote):$");

    private static final Pattern TIME = Pattern.compile("\\d{1,2}:\\d{2}");

    private static final Pattern HEADER_FROM = Pattern.compile("(?iu)^\\**(?:from|от|от кого|отправитель):.{1,300}$");
    private static final Pattern HEADER_NEXT =
            Pattern.compile("(?iu)^\\**(?:sent|to|date|subject|cc|отправлено|кому|дата|тема|копия):.{0,300}$");
    private static final Pattern SIGNATURE = Pattern.compile("(?iu)^(?:"
            + "с (?:глубоким |искренним |большим )?уважением.{0,80}"
            + "|(?:best|kind) regards.{0,40}|regards,?|sincerely.{0,40}"
            + "|(?:отправлено|послано|sent) (?:с|со|из|from).{0,80})$");

    private Quotes() {}

    public enum Kind {
        OWN,
        EARLIER,
        SIGNATURE
    }

    /** @param text whole lines, joined by line feeds */
    public record Part(Kind kind, String text) {
        public boolean isFolded() {
            return kind != Kind.OWN;
        }
    }

    /** All of the text, in order. When nothing would stay unfolded, nothing is folded. */
    public static List<Part> parts(String text) {
        var lines = text.split("\r?\n", -1);
        var kinds = new Kind[lines.length];
        var now = Kind.OWN;
        for (int i = 0; i < lines.length; i++) {
            var line = lines[i].length() > LONGEST_LINE ? lines[i].substring(0, LONGEST_LINE) : lines[i];
            now = i < MOST_LINES ? kindOf(line, i, lines, now) : now;
            kinds[i] = now;
        }
        var parts = joined(lines, kinds);
        var hasOwn =
                parts.stream().anyMatch(part -> !part.isFolded() && !part.text().isBlank());
        return hasOwn ? parts : List.of(new Part(Kind.OWN, text));
    }

    private static Kind kindOf(String line, int at, String[] lines, Kind now) {
        if (isQuoted(line)) {
            return Kind.EARLIER;
        }
        if (now == Kind.EARLIER) {
            // After lines that were marked one by one, the sender may go on; after a ruler, everything is earlier.
            var markedByLine =
                    at > 0 && (isQuoted(lines[at - 1]) || (lines[at - 1].isBlank() && wasQuoted(lines, at - 1)));
            return markedByLine && !line.isBlank() && !introduces(line) ? beginning(line, at, lines) : now;
        }
        if (now == Kind.SIGNATURE) {
            return introduces(line) || isHeader(at, lines) ? Kind.EARLIER : now;
        }
        return beginning(line, at, lines);
    }

    private static Kind beginning(String line, int at, String[] lines) {
        if (introduces(line) || isHeader(at, lines) || isIntroducedOnTwoLines(line, at, lines)) {
            return Kind.EARLIER;
        }
        var closes = SIGNATURE.matcher(line.strip()).matches() && isShortTo(at, lines);
        return line.equals("-- ") || line.equals("--") || closes ? Kind.SIGNATURE : Kind.OWN;
    }

    /** The line above what was written before. */
    private static boolean introduces(String raw) {
        var line = raw.strip();
        if (RULER.matcher(line).matches()) {
            return true;
        }
        if (!line.endsWith(":")) {
            return false;
        }
        if (VERB.matcher(line.substring(Math.max(0, line.length() - LONGEST_VERB)))
                .find()) {
            return true;
        }
        var at = line.lastIndexOf('@');
        return at > 0
                && line.indexOf(' ', at) < 0
                && TIME.matcher(line.substring(0, at)).find();
    }

    private static boolean isQuoted(String line) {
        var bare = line.stripLeading();
        return bare.startsWith(">") || bare.startsWith("| ");
    }

    /** The last line above that is not blank was quoted. */
    private static boolean wasQuoted(String[] lines, int from) {
        for (int i = from; i >= 0 && i > from - 3; i--) {
            if (!lines[i].isBlank()) {
                return isQuoted(lines[i]);
            }
        }
        return false;
    }

    /** Two header lines in a row, as Outlook puts above what it quotes. */
    private static boolean isHeader(int at, String[] lines) {
        return lines[at].length() <= LONGEST_LINE
                && HEADER_FROM.matcher(lines[at].strip()).matches()
                && at + 1 < lines.length
                && lines[at + 1].length() <= LONGEST_LINE
                && HEADER_NEXT.matcher(lines[at + 1].strip()).matches();
    }

    /** A long introduction that was wrapped: only its second line ends with «пишет:», and quoted lines follow. */
    private static boolean isIntroducedOnTwoLines(String line, int at, String[] lines) {
        if (line.isBlank() || at + 2 >= lines.length || lines[at + 1].length() > LONGEST_LINE) {
            return false;
        }
        var both = line + " " + lines[at + 1].strip();
        return (line.contains("@") || line.stripLeading().regionMatches(true, 0, "on ", 0, 3))
                && introduces(both)
                && (isQuoted(lines[at + 2]) || lines[at + 2].isBlank());
    }

    /** To the end, or to where earlier text begins, there are only a few lines. */
    private static boolean isShortTo(int at, String[] lines) {
        int filled = 0;
        for (int i = at + 1; i < lines.length && filled <= LONGEST_SIGNATURE; i++) {
            var line = lines[i].length() > LONGEST_LINE ? lines[i].substring(0, LONGEST_LINE) : lines[i];
            if (isQuoted(line) || introduces(line) || isHeader(i, lines)) {
                return true;
            }
            filled += line.isBlank() ? 0 : 1;
        }
        return filled <= LONGEST_SIGNATURE;
    }

    private static List<Part> joined(String[] lines, Kind[] kinds) {
        var parts = new ArrayList<Part>();
        int start = 0;
        for (int i = 1; i <= lines.length; i++) {
            if (i == lines.length || kinds[i] != kinds[start]) {
                parts.add(
                        new Part(kinds[start], String.join("\n", List.of(lines).subList(start, i))));
                start = i;
            }
        }
        return parts;
    }
}
