package ru.priyomnaya.letter;

/** A template, a letterhead or a DOCX that cannot be used; the message is for staff, the API answers 422. */
public class UnfitLetter extends IllegalArgumentException {
    public UnfitLetter(String message) {
        super(message);
    }
}
