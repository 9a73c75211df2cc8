package ru.priyomnaya.storage;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code priyomnaya.home}: the data directory.
 *
 * @param homeShared it may be another process's: for commands that only read
 */
@ConfigurationProperties("priyomnaya")
record HomeProperties(
        @DefaultValue("./data") Path home,
        @DefaultValue("false") boolean homeShared) {
    static final String SHARED = "priyomnaya.home-shared";
}
