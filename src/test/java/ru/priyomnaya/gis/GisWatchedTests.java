package ru.priyomnaya.gis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.concern.Concern;
import ru.priyomnaya.concern.ConcernKind;

class GisWatchedTests extends GatewayTest {
    @Autowired
    private GisProperties properties;

    @Autowired
    private GisChannel channel;

    @Autowired
    private GisKeys keys;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void aKeyThatEndsSoonIsAConcern() {
        var until = keys.certificate().orElseThrow().notAfter();
        var before = Duration.between(Instant.now(), until).minusDays(20);

        assertThat(new GisWatched(properties, channel, keys, Clock.offset(Clock.systemUTC(), before)).concerns())
                .filteredOn(concern -> concern.kind() == ConcernKind.CERTIFICATE)
                .singleElement()
                .satisfies(concern -> assertThat(concern.sentence()).contains("осталось дней:"));
    }

    @Test
    void aStoppedExchangeAndClocksThatDifferAreConcerns() {
        var concerns = new TransactionTemplate(transactions).execute(status -> {
            status.setRollbackOnly();
            jdbc.sql("""
                            update gis_channel set clock_skew_ms = 45000, stopped_at = now(), stopped_code = 'AUT011003',
                              stopped_reason = 'нет прав'
                            """).update();
            return new GisWatched(properties, channel, keys, Clock.systemUTC()).concerns();
        });

        assertThat(concerns).extracting(Concern::kind).contains(ConcernKind.CHANNEL_SILENT, ConcernKind.CLOCK);
    }
}
