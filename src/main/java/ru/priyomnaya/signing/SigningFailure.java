package ru.priyomnaya.signing;

/** Something could not be signed; IT staff act. The message is a plain Russian sentence without personal data. */
public class SigningFailure extends RuntimeException {
    static final String AWAY = "SIGN-009";

    private final String code;

    SigningFailure(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    SigningFailure(String code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    /** Whether trying later may help: a service does not answer, and nothing is wrong with a key. */
    public boolean isPassing() {
        return code.equals(AWAY);
    }

    /** Stable: {@code SIGN-003}; docs/operations.md lists them. */
    public String code() {
        return code;
    }
}
