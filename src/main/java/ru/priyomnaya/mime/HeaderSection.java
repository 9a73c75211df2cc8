package ru.priyomnaya.mime;

/** Whether the headers of a letter or a part are few enough to be read: each costs forty times its bytes. */
final class HeaderSection {
    private static final int LONGEST = 8 << 20;
    private static final int MOST_LINES = 300_000;

    private HeaderSection() {}

    /** Up to the first empty line of {@code bytes} between the positions. */
    static boolean isSane(byte[] bytes, int from, int to) {
        int lines = 0;
        int lineStart = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            var length = i - lineStart;
            if (length == 0 || (length == 1 && bytes[lineStart] == '\r')) {
                return true;
            }
            if (++lines > MOST_LINES || i - from > LONGEST) {
                return false;
            }
            lineStart = i + 1;
        }
        return to - from <= LONGEST;
    }
}
