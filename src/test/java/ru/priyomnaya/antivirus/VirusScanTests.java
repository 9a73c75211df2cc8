package ru.priyomnaya.antivirus;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.routing.ChannelPulse;

class VirusScanTests extends GatewayTest {
    private static final VirusScanner ABSENT = file -> {
        throw new ConnectException("Connection refused");
    };
    private static final VirusScanner PRESENT = file -> new VirusScanner.Verdict(FileCheck.CLEAN, "");

    @Autowired
    private DocumentStore store;

    @Autowired
    private Documents documents;

    @Autowired
    private ChannelPulse pulse;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void theAlarmLastsAsLongAsFilesWaitForAnAbsentScanner() throws Exception {
        var file = store.put(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
        documents.keep(List.of(file));
        jdbc.sql("insert into document_check (sha256, state, next_attempt_at) values (:file, 'WAITING', :now)")
                .param("file", file.sha256())
                .param("now", OffsetDateTime.now(Clock.systemUTC()))
                .update();

        scan(ABSENT, Clock.systemUTC()).next();
        scan(ABSENT, Clock.systemUTC()).next(); // nothing is due yet

        assertThat(isFailing()).isTrue();

        var later = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        assertThat(scan(PRESENT, later).next()).isEqualTo(1);
        assertThat(isFailing()).isFalse();
    }

    private VirusScan scan(VirusScanner scanner, Clock clock) {
        var properties = new AntivirusProperties("127.0.0.1", 3310, Duration.ofSeconds(1), Duration.ofMinutes(10));
        return new VirusScan(properties, scanner, documents, jdbc, pulse, events, transactions, clock);
    }

    private boolean isFailing() {
        return pulse.all().stream().anyMatch(one -> one.channel().equals("virus-scan") && one.failingSince() != null);
    }
}
