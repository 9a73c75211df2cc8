package ru.priyomnaya.intake;

/** A message that a person has to look at; its original is kept. */
public class UnreadableMessage extends Exception {
    private final String code;

    /**
     * @param code stable, to be read out to support: {@code MAIL-003}
     * @param sentence in Russian, what is wrong and what to do
     */
    public UnreadableMessage(String code, String sentence) {
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
