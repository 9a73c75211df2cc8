package ru.priyomnaya.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Keeps bytes under their SHA-256. The same bytes put twice are kept once. */
public interface DocumentStore {
    /**
     * Returns when the bytes are on disk.
     *
     * @throws IOException when they are not, a full disk included: the caller must not acknowledge them
     */
    StoredDocument put(InputStream bytes) throws IOException;

    /** As {@link #put(InputStream)}. */
    default StoredDocument put(byte[] bytes) throws IOException {
        return put(new ByteArrayInputStream(bytes));
    }

    /** @throws java.nio.file.NoSuchFileException when there is no such document */
    InputStream open(String sha256) throws IOException;
}
