package ru.priyomnaya.search;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code priyomnaya.search.*}: how files are read for the search.
 *
 * @param largestFile larger ones are not read; they are found by their name
 * @param patience for one file
 * @param readerMemory heap of the process that reads PDF and old Office files, in megabytes
 */
@ConfigurationProperties("priyomnaya.search")
record SearchProperties(
        @DefaultValue("20MB") DataSize largestFile,
        @DefaultValue("20s") Duration patience,
        @DefaultValue("256MB") DataSize readerMemory) {}
