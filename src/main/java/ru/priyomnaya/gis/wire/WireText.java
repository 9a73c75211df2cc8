package ru.priyomnaya.gis.wire;

import java.util.regex.Pattern;

/** Texts as XML 1.0 can carry them. */
public final class WireText {
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\x{0}-\\x{8}\\x{B}\\x{C}\\x{E}-\\x{1F}\\x{D800}-\\x{DFFF}\\x{FFFE}\\x{FFFF}]");

    private WireText() {}

    /** Control characters and halves of characters become spaces; line ends become line feeds. */
    public static String clean(String text) {
        return FORBIDDEN.matcher(text.replace("\r\n", "\n").replace('\r', '\n')).replaceAll(" ");
    }

    /** Characters as the other side counts them: a supplementary character is one. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
