package ru.priyomnaya.document;

import java.io.IOException;

/** A place outside of the store where the same bytes may lie: a folder that a scanner wrote to. */
public interface OtherCopies {
    /** Deletes what lies there under this hash; nothing when there is none. */
    void destroy(String sha256) throws IOException;
}
