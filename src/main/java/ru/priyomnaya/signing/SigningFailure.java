package ru.priyomnaya.signing;

/** Something could not be signed; IT staff act. The message is a plain Russian sentence without personal data. */
public class SigningFailure extends RuntimeException {
    private final String code;

    SigningFailure(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    SigningFailure(String code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    /** Stable: {@code SIGN-003}; docs/operations.md lists them. */
    public String code() {
        return code;
    }
}
