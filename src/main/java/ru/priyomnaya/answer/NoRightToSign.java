package ru.priyomnaya.answer;

/** The person may not sign this answer, or not today; the API answers 403 with the reason. */
public class NoRightToSign extends IllegalStateException {
    NoRightToSign(String reason) {
        super(reason);
    }
}
