package ru.priyomnaya.search;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code priyomnaya.search.*}: what is read for the search.
 *
 * @param largestFile larger ones are not read; they are found by their name
 */
@ConfigurationProperties("priyomnaya.search")
record SearchProperties(@DefaultValue("20MB") DataSize largestFile) {}
