package ru.priyomnaya.document;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A name as the sender wrote it, made safe to show, to store and to offer for download. */
public final class FileName {
    private static final int LONGEST = 200;
    private static final Pattern PATH = Pattern.compile("^.*[/\\\\]");
    // Control characters break headers; what stands before the extension was no space.
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]++");
    private static final Pattern BLANK_BEFORE_EXTENSION = Pattern.compile("(?<! ) ++(?=\\.\\w{1,8}$)");
    // Bidirectional overrides make «exe.fdp» look like «pdf.exe».
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Co}\\p{Cn}]++");
    private static final Pattern FORBIDDEN = Pattern.compile("[<>:\"|?*]+");

    private FileName() {}

    /** At most 200 characters with the extension kept; {@code otherwise} when nothing is left. */
    public static String clean(@Nullable String name, String otherwise) {
        if (name == null) {
            return otherwise;
        }
        var spaced = BLANK_BEFORE_EXTENSION
                .matcher(CONTROL.matcher(name).replaceAll(" "))
                .replaceAll("");
        var visible = INVISIBLE.matcher(spaced).replaceAll("");
        var base = FORBIDDEN.matcher(PATH.matcher(visible).replaceFirst("")).replaceAll("_");
        var trimmed = base.strip();
        if (trimmed.isEmpty() || trimmed.chars().allMatch(c -> c == '.')) {
            return otherwise;
        }
        return trimmed.length() <= LONGEST ? trimmed : shortened(trimmed);
    }

    private static String shortened(String name) {
        var dot = name.lastIndexOf('.');
        var extension = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
        return name.substring(0, LONGEST - extension.length()) + extension;
    }
}
