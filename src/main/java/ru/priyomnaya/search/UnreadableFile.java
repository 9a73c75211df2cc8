package ru.priyomnaya.search;

/** The text of this file will not be had; the appeal is found by its other words. The message is for IT staff. */
class UnreadableFile extends Exception {
    UnreadableFile(String reason) {
        super(reason);
    }
}
