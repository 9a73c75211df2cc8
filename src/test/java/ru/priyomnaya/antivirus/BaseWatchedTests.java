package ru.priyomnaya.antivirus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.ConcernLimits;

class BaseWatchedTests {
    private static final ConcernLimits LIMITS = new ConcernLimits(
            Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 1, DataSize.ofBytes(1), Duration.ofDays(3));

    @Test
    void oldSignaturesAreAConcern() {
        assertThat(madeBefore(Duration.ofDays(2)).concerns()).isEmpty();
        assertThat(madeBefore(Duration.ofDays(4)).concerns())
                .singleElement()
                .satisfies(concern -> assertThat(concern.kind()).isEqualTo(ConcernKind.ANTIVIRUS_BASE));
    }

    private static BaseWatched madeBefore(Duration age) {
        var properties = new AntivirusProperties("127.0.0.1", 3310, Duration.ofSeconds(1), Duration.ofSeconds(1));
        var scanner = new VirusScanner() {
            @Override
            public Verdict scan(InputStream file) throws IOException {
                throw new IOException("not asked");
            }

            @Override
            public Optional<Instant> base() {
                return Optional.of(Instant.now().minus(age));
            }
        };
        return new BaseWatched(properties, scanner, LIMITS, Clock.systemUTC());
    }
}
