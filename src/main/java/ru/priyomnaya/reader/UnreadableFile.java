package ru.priyomnaya.reader;

/** Nothing will be had from this file. The message is for IT staff. */
public class UnreadableFile extends Exception {
    UnreadableFile(String reason) {
        super(reason);
    }
}
