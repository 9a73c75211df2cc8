package ru.priyomnaya.gis;

import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;
import ru.priyomnaya.routing.ChannelPulse;

/**
 * Down when the exchange was stopped or nothing has been read from ГИС ЖКХ for hours: the citizen's term runs on, whoever is
 * at fault.
 */
@Component("gisHealthIndicator")
class GisHealth extends AbstractHealthIndicator {
    private static final Duration SILENCE = Duration.ofHours(3);

    private final GisProperties properties;
    private final GisChannel channel;
    private final Exchanges exchanges;
    private final GisKeys keys;
    private final ChannelPulse pulse;
    private final Clock clock;

    GisHealth(
            GisProperties properties,
            GisChannel channel,
            Exchanges exchanges,
            GisKeys keys,
            ChannelPulse pulse,
            Clock clock) {
        this.properties = properties;
        this.channel = channel;
        this.exchanges = exchanges;
        this.keys = keys;
        this.pulse = pulse;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        if (!properties.isConfigured()) {
            builder.withDetail("channel", "off");
            return;
        }
        pulse.all().stream()
                .filter(one -> one.channel().equals(GisCollect.CHANNEL))
                .flatMap(one -> Stream.ofNullable(one.failingSince()))
                .filter(since -> since.plus(SILENCE).isBefore(clock.instant()))
                .forEach(since -> builder.down().withDetail("failingSince", since));
        channel.stopped().ifPresent(stop -> builder.down().withDetail("stopped", stop.code() + " " + stop.at()));
        var open = exchanges.open();
        builder.withDetail("openExchanges", open.count());
        if (open.oldest() != null) {
            builder.withDetail("oldestExchange", open.oldest());
        }
        channel.clockSkew().ifPresent(skew -> builder.withDetail("clockSkewMs", skew));
        keys.certificate().ifPresent(certificate -> builder.withDetail("certificateUntil", certificate.notAfter()));
    }
}
