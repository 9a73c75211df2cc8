package ru.priyomnaya.journal;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code priyomnaya.evidence.*}
 *
 * @param tsaUrl authority of time stamps (RFC 3161); absent: heads of the journal are only signed
 * @param tsaTimeout how long its answer is waited for
 */
@ConfigurationProperties("priyomnaya.evidence")
record EvidenceProperties(
        @Nullable URI tsaUrl, @DefaultValue("20s") Duration tsaTimeout) {}
