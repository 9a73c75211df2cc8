package ru.priyomnaya.reader;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code priyomnaya.reader.*}: the processes that read foreign files.
 *
 * @param patience for one file
 * @param memory heap of each of them
 */
@ConfigurationProperties("priyomnaya.reader")
record ReaderProperties(
        @DefaultValue("20s") Duration patience,
        @DefaultValue("256MB") DataSize memory) {}
