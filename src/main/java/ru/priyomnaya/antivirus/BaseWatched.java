package ru.priyomnaya.antivirus;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import ru.priyomnaya.concern.Concern;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.ConcernLimits;
import ru.priyomnaya.concern.Watched;

/** How old the scanner's signatures are; it is asked every ten minutes. */
@Component
class BaseWatched implements Watched {
    private static final Logger log = LoggerFactory.getLogger(BaseWatched.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final AntivirusProperties properties;
    private final VirusScanner scanner;
    private final ConcernLimits limits;
    private final Clock clock;
    private Instant askedAt = Instant.MIN;
    private List<Concern> last = List.of();

    BaseWatched(AntivirusProperties properties, VirusScanner scanner, ConcernLimits limits, Clock clock) {
        this.properties = properties;
        this.scanner = scanner;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public String watches() {
        return "Базы антивируса";
    }

    @Override
    public synchronized List<Concern> concerns() {
        if (properties.isConfigured() && askedAt.isBefore(clock.instant().minus(EVERY))) {
            askedAt = clock.instant();
            last = ask();
        }
        return last;
    }

    private List<Concern> ask() {
        try {
            var oldest = clock.instant().minus(limits.antivirusBase());
            return scanner.base().filter(base -> base.isBefore(oldest)).stream()
                    .map(base -> new Concern(
                            ConcernKind.ANTIVIRUS_BASE,
                            "clamd",
                            "Базы антивируса старше %d дней: проверьте freshclam"
                                    .formatted(limits.antivirusBase().toDays())))
                    .toList();
        } catch (IOException away) { // that it is away, its channel says
            log.debug("Антивирус не назвал свои базы: {}", away.getMessage());
            return last;
        }
    }
}
