package ru.priyomnaya.gis;

import java.util.regex.Pattern;

/**
 * Texts of citizens carry tags of the portal's editor. Those few are made into line ends; everything else between angle brackets
 * is the citizen's own and stays: «ток &lt;5 А, напряжение &gt;250 В». The text as exported lies in the original.
 */
final class CitizenText {
    private static final String ATTRIBUTES = "(?:\\s[^<>]{0,1000})?";
    private static final Pattern BREAK = Pattern.compile("(?i)<br" + ATTRIBUTES + "/?>|</(?:p|div|li|tr|h[1-6])>");
    private static final Pattern TAG =
            Pattern.compile("(?i)</?(?:p|div|span|b|i|u|s|em|strong|ul|ol|li|table|tbody|thead|tr|td|th|font|a|h[1-6])"
                    + ATTRIBUTES + "/?>");
    private static final Pattern BLANK_LINES = Pattern.compile("\\n{3,}");

    private CitizenText() {}

    static String readable(String exported) {
        var broken = BREAK.matcher(exported).replaceAll("\n");
        var bare = TAG.matcher(broken).replaceAll("");
        if (bare.equals(exported)) {
            return exported;
        }
        // Entities come from the same editor as the tags.
        var plain = bare.replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
        return BLANK_LINES.matcher(plain).replaceAll("\n\n").strip();
    }
}
