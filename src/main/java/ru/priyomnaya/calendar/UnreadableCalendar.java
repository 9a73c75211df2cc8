package ru.priyomnaya.calendar;

/** A production calendar cannot be taken; the message says what is wrong with it. */
public class UnreadableCalendar extends IllegalArgumentException {
    UnreadableCalendar(String sentence) {
        super(sentence);
    }
}
