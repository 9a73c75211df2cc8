package ru.priyomnaya.desk;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code priyomnaya.desk.*}
 *
 * @param folder that the scanner of incoming mail writes to; {@code paper} under the home when absent
 * @param settled how long a file must have been left alone before it is taken
 */
@ConfigurationProperties("priyomnaya.desk")
record DeskProperties(
        @Nullable Path folder,
        @DefaultValue("5s") Duration settled,
        @DefaultValue("100MB") DataSize largestFile) {}
