package ru.priyomnaya.mime;

/** Lines of a text that is still bytes. */
final class Lines {
    private Lines() {}

    /** Where the line after the one at that position begins; the end of the text when there is none. */
    static int next(byte[] text, int at) {
        int i = at;
        while (i < text.length && text[i] != '\n') {
            i++;
        }
        return Math.min(text.length, i + 1);
    }
}
