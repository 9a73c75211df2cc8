package ru.priyomnaya.reader;

import java.io.Writer;

/** Takes so many characters and then stops whoever writes. */
final class BoundedText extends Writer {
    static final int LONGEST = 200_000;

    private final StringBuilder text = new StringBuilder();

    /** Not an error: the beginning of a long text is enough. */
    static final class Full extends RuntimeException {
        Full() {
            super("enough", null, false, false);
        }
    }

    @Override
    public void write(char[] buffer, int from, int length) {
        var room = LONGEST - text.length();
        text.append(buffer, from, Math.min(length, room));
        if (length >= room) {
            throw new Full();
        }
    }

    void add(String more) {
        write(more.toCharArray(), 0, more.length());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** One blank for any white space, nothing that the database refuses. */
    @Override
    public String toString() {
        return text.toString().replace('\0', ' ').replaceAll("\\s+", " ").strip();
    }
}
