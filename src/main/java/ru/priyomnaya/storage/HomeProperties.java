package ru.priyomnaya.storage;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code priyomnaya.home}: the data directory.
 *
 * @param homeShared it may be another process's: for commands that only read
 * @param postgresBinaries where the gateway's own PostgreSQL is unpacked; several gateways may share it; absent: under the home
 */
@ConfigurationProperties("priyomnaya")
record HomeProperties(
        @DefaultValue("./data") Path home,
        @DefaultValue("false") boolean homeShared,
        @Nullable Path postgresBinaries) {
    static final String SHARED = "priyomnaya.home-shared";
}
