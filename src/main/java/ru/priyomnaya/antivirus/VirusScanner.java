package ru.priyomnaya.antivirus;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** Says whether a file is infected. */
interface VirusScanner {
    /**
     * @param finding name of what was found, or empty
     */
    record Verdict(FileCheck check, String finding) {}

    /** @throws IOException when the scanner is away, slow or out of its mind: the file waits */
    Verdict scan(InputStream file) throws IOException;

    /**
     * When its signatures were made; empty when it does not say.
     *
     * @throws IOException as above
     */
    default Optional<Instant> base() throws IOException {
        return Optional.empty();
    }
}
