package ru.priyomnaya.gis;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import ru.priyomnaya.concern.Concern;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.Remaining;
import ru.priyomnaya.concern.Watched;

/** An exchange that was stopped, a key that ends, clocks that differ. */
@Component
class GisWatched implements Watched {
    private static final Duration MOST_SKEW = Duration.ofSeconds(30);

    private final GisProperties properties;
    private final GisChannel channel;
    private final GisKeys keys;
    private final Clock clock;

    GisWatched(GisProperties properties, GisChannel channel, GisKeys keys, Clock clock) {
        this.properties = properties;
        this.channel = channel;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String watches() {
        return "ГИС ЖКХ";
    }

    @Override
    public List<Concern> concerns() {
        var concerns = new ArrayList<Concern>();
        keys.certificate()
                .flatMap(certificate -> Remaining.of(
                        ConcernKind.CERTIFICATE,
                        certificate.serial(),
                        "Сертификат ключа подписи " + certificate.serial(),
                        certificate.notAfter(),
                        clock.instant()))
                .ifPresent(concerns::add);
        if (properties.isConfigured()) {
            channel.stopped()
                    .map(stop -> new Concern(
                            ConcernKind.CHANNEL_SILENT,
                            "gis",
                            "Обмен с ГИС ЖКХ остановлен: %s %s. Исправьте и нажмите «Возобновить обмен»"
                                    .formatted(stop.code(), stop.reason())))
                    .ifPresent(concerns::add);
            channel.clockSkew()
                    .filter(skew -> Math.abs(skew) > MOST_SKEW.toMillis())
                    .map(skew -> new Concern(
                            ConcernKind.CLOCK, "gis", "Часы расходятся с часами ГИС ЖКХ: проверьте службу времени"))
                    .ifPresent(concerns::add);
        }
        return concerns;
    }
}
