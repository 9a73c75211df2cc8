package ru.priyomnaya.mime;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the true applicant in a letter that somebody has passed on. A person confirms it. */
final class Forwarded {
    private static final int LINES_AFTER_RULER = 12;
    private static final int MOST_LINES = 5_000;
    private static final int LONGEST_LINE = 500;
    private static final Pattern SUBJECT = Pattern.compile("(?iu)^\\s*(?:\\[?(?:fwd?|fw|пересл|пер|перенапр)\\s*:).*");
    private static final Pattern RULER = Pattern.compile("(?iu)^[\\s>*-]*+(?:"
            + "пересылаемое сообщение|пересланное сообщение|перенаправленное сообщение|начало пересылаемого сообщения"
            + "|начало переадресованного сообщения|forwarded message|begin forwarded message"
            + "|это пересылаемое сообщение|this is a forwarded message)[\\s:*-]*+$");
    private static final Pattern ORIGINAL =
            Pattern.compile("(?iu)^[\\s>*-]*+(?:original message|исходное сообщение)[\\s:*-]*+$");
    private static final Pattern FROM =
            Pattern.compile("(?iu)^[\\s>|*]*+(?:from|от|от кого|отправитель)[\\s*]*+:[\\s*]*+(.+)$");

    private Forwarded() {}

    static Optional<Correspondent> in(String subject, String text) {
        var forwarded = SUBJECT.matcher(subject).matches();
        var lines = text.lines().limit(MOST_LINES).map(Forwarded::cut).toList();
        for (int i = 0; i < lines.size(); i++) {
            var ruler = RULER.matcher(lines.get(i)).matches()
                    || (forwarded && ORIGINAL.matcher(lines.get(i)).matches());
            if (ruler) {
                var found = after(lines.subList(i + 1, Math.min(lines.size(), i + 1 + LINES_AFTER_RULER)));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        if (!forwarded) {
            return Optional.empty();
        }
        return lines.stream()
                .map(FROM::matcher)
                .filter(Matcher::matches)
                .flatMap(match -> named(match.group(1)).stream())
                .findFirst();
    }

    /** A line «От: …»; otherwise the first address, as Yandex writes it after a date. */
    private static Optional<Correspondent> after(List<String> lines) {
        for (var line : lines) {
            var from = FROM.matcher(line);
            if (from.matches()) {
                return named(from.group(1));
            }
        }
        return lines.stream()
                .filter(line -> line.contains("@"))
                .findFirst()
                .flatMap(line -> named(line.replaceFirst("^[^\"«<]*(?=[\"«<])", "")));
    }

    /** Outlook writes {@code [mailto:…]} behind the name. */
    private static Optional<Correspondent> named(String text) {
        return Correspondents.first(text.replace("[mailto:", "<")
                .replace("]", ">")
                .replace("&lt;", "<")
                .replace("&gt;", ">"));
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
    }
}
