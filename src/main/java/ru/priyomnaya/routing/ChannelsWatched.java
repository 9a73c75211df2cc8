package ru.priyomnaya.routing;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import ru.priyomnaya.concern.Concern;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.ConcernLimits;
import ru.priyomnaya.concern.Watched;

/** Channels that have done nothing but fail for a while. */
@Component
class ChannelsWatched implements Watched {
    private final ChannelPulse pulse;
    private final ConcernLimits limits;
    private final Clock clock;

    ChannelsWatched(ChannelPulse pulse, ConcernLimits limits, Clock clock) {
        this.pulse = pulse;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public String watches() {
        return "Каналы";
    }

    @Override
    public List<Concern> concerns() {
        var before = clock.instant().minus(limits.silence());
        return pulse.all().stream()
                .filter(one -> one.failingSince() != null && one.failingSince().isBefore(before))
                .map(one -> new Concern(
                        ConcernKind.CHANNEL_SILENT,
                        one.channel(),
                        "Канал %s не работает: %s. Что проверить — кнопка «Проверить» на странице «Каналы»"
                                .formatted(one.channel(), one.error())))
                .toList();
    }
}
