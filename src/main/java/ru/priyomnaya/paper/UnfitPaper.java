package ru.priyomnaya.paper;

/** What was given cannot be a scan or a sheet; the message is for staff, the API answers 422. */
public class UnfitPaper extends IllegalArgumentException {
    public UnfitPaper(String message) {
        super(message);
    }
}
