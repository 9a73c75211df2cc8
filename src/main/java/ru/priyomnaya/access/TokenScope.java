package ru.priyomnaya.access;

/** What a program may do with a token. Names are stored: they never change. */
public enum TokenScope {
    /** GET and HEAD. */
    READ("Только чтение"),
    FULL("Чтение и изменения");

    private final String inRussian;

    TokenScope(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }
}
