package ru.priyomnaya.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;

/** Writes the journal's lines into a file of some kind. */
@FunctionalInterface
interface Export {
    void write(Iterator<RegistrationJournal.Line> lines) throws Failed;

    /** The one who downloads has gone away. */
    class Failed extends UncheckedIOException {
        Failed(IOException cause) {
            super(cause);
        }
    }
}
