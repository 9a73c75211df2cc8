package ru.priyomnaya.antivirus;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code priyomnaya.antivirus.*}: a clamd that listens on TCP. Without {@code host} files are handed out unchecked.
 *
 * @param timeout of every network step, and of the whole scan of one file: one that takes longer waits for another attempt
 * @param retry after a failure of the scanner
 */
@ConfigurationProperties("priyomnaya.antivirus")
public record AntivirusProperties(
        @Nullable String host,
        @DefaultValue("3310") int port,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("30s") Duration retry) {
    public boolean isConfigured() {
        return host != null && !host.isBlank();
    }
}
