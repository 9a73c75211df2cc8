package ru.priyomnaya.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is in a package, {@code manifest.json}; every file of it, so that nothing can be added or taken out unseen.
 *
 * @param format of the package: 1, or 2 with the seal of the ZIP and the heads of the journal
 * @param madeAt when and by whom
 */
record Manifest(int format, String appeal, Instant madeAt, String madeBy, List<File> files) {
    /** @throws NullPointerException for what is no manifest: files of others are read too */
    Manifest {
        Objects.requireNonNull(appeal, "appeal");
        Objects.requireNonNull(madeAt, "madeAt");
        files = List.copyOf(files);
    }

    static final int FORMAT = 2;
    static final String NAME = "manifest.json";

    /**
     * @param path inside the package
     * @param what in Russian, for a reader
     * @param signs the file over which this one is a detached signature
     */
    record File(
            String path,
            String what,
            long size,
            String sha256,
            @Nullable String signs) {
        File {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(sha256, "sha256");
        }
    }
}
