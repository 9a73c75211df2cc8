package ru.priyomnaya.document;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code priyomnaya.documents.*}
 *
 * @param keys file with keys, a line each: {@code id:base64 of 32 bytes}, the first is the current one; absent: files are written
 *     as they are
 * @param destroyUntouched how long a file must have been left alone before it is destroyed
 */
@ConfigurationProperties("priyomnaya.documents")
public record DocumentProperties(
        @Nullable Path keys, @DefaultValue("15m") Duration destroyUntouched) {}
