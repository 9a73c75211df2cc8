package ru.priyomnaya.mime;

/** A letter that a person has to look at. */
public class UnreadableLetter extends Exception {
    private final String code;

    /**
     * @param code stable: {@code MAIL-004}
     * @param sentence in Russian, what is wrong and what to do
     */
    public UnreadableLetter(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
