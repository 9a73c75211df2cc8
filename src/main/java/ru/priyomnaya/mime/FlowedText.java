package ru.priyomnaya.mime;

/** Joins the lines of format=flowed (RFC 3676) into the paragraphs that the sender wrote. */
final class FlowedText {
    private static final String SIGNATURE = "-- ";

    private FlowedText() {}

    /** @param deleteSpace RFC 3676, 4.1: {@code DelSp=yes} */
    static String joined(String text, boolean deleteSpace) {
        var joined = new StringBuilder(text.length());
        var flowing = false;
        int depthBefore = 0;
        for (var line : text.split("\r?\n", -1)) {
            var depth = depthOf(line);
            var rest = line.substring(depth);
            var words = rest.startsWith(" ") ? rest.substring(1) : rest;
            var continues = flowing && depth == depthBefore && !words.equals(SIGNATURE);
            if (!continues) {
                joined.append(joined.isEmpty() ? "" : "\n")
                        .append(">".repeat(depth))
                        .append(depth > 0 ? " " : "");
            }
            flowing = words.endsWith(" ") && !words.equals(SIGNATURE);
            joined.append(flowing && deleteSpace ? words.substring(0, words.length() - 1) : words);
            depthBefore = depth;
        }
        return joined.toString();
    }

    private static int depthOf(String line) {
        int depth = 0;
        while (depth < line.length() && line.charAt(depth) == '>') {
            depth++;
        }
        return depth;
    }
}
