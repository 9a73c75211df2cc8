package ru.priyomnaya.scan;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code priyomnaya.scans.*}
 *
 * @param folder that the scanner writes to; absent: {@code scans} under the home
 * @param confirm who lets a scan out that passes every check: a person with one key, or nobody
 * @param ink what happens to one on which no signature can be seen
 * @param settled a file that has not changed for so long is finished
 */
@ConfigurationProperties("priyomnaya.scans")
record ScanProperties(
        @Nullable Path folder,
        @DefaultValue("person") Confirm confirm,
        @DefaultValue("warn") Ink ink,
        @DefaultValue("5s") Duration settled,
        @DefaultValue("100MB") DataSize largestFile) {
    enum Confirm {
        PERSON,
        NONE
    }

    /** WARN says so on the screen; REQUIRE makes it wait for a person also where nobody is asked otherwise. */
    enum Ink {
        WARN,
        REQUIRE
    }
}
