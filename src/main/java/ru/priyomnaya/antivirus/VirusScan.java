package ru.priyomnaya.antivirus;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.appeal.AppealEvent.FileInfected;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;

/** Asks the scanner about the files that wait. If the process dies in the middle of one, that file waits for five minutes more. */
@RouteBean(
        value = "virusScan",
        does = "показывает файлы заявителей антивирусу; без `priyomnaya.antivirus.host` ничего не делает",
        gives = "сколько файлов проверено")
class VirusScan {
    private static final Logger log = LoggerFactory.getLogger(VirusScan.class);
    private static final String PULSE = "virus-scan";
    private static final int PORTION = 20;
    private static final Duration CLAIM = Duration.ofMinutes(5);

    private final AntivirusProperties properties;
    private final VirusScanner scanner;
    private final Documents documents;
    private final JdbcClient jdbc;
    private final ChannelPulse pulse;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    VirusScan(
            AntivirusProperties properties,
            VirusScanner scanner,
            Documents documents,
            JdbcClient jdbc,
            ChannelPulse pulse,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.properties = properties;
        this.scanner = scanner;
        this.documents = documents;
        this.jdbc = jdbc;
        this.pulse = pulse;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Returns how many files were checked; 0 when none wait or the scanner is away. */
    public int next() {
        if (!properties.isConfigured()) {
            return 0;
        }
        var waiting = claim();
        var checked = 0;
        String trouble = "";
        for (int i = 0; i < waiting.size(); i++) {
            var sha256 = waiting.get(i);
            try (var file = documents.open(sha256)) {
                settle(sha256, scanner.scan(file));
                checked++;
            } catch (ConnectException | SocketTimeoutException away) {
                trouble = String.valueOf(away.getMessage());
                postpone(waiting.subList(i, waiting.size()));
                break;
            } catch (IOException thisFile) {
                trouble = String.valueOf(thisFile.getMessage());
                postpone(List.of(sha256)); // the others behind it may fare better
            }
        }
        if (!trouble.isEmpty()) {
            log.warn("Антивирус: {}", trouble);
            pulse.failed(PULSE, "Антивирус не отвечает, файлы ждут: " + trouble);
        } else if (checked > 0 || !isAnyWaitingAgain()) {
            pulse.succeeded(PULSE);
        }
        return checked;
    }

    /** Between two attempts nothing is due, and that says nothing about the scanner. */
    private boolean isAnyWaitingAgain() {
        return jdbc.sql("select exists (select from document_check where state = 'WAITING' and attempts > 0)")
                .query(Boolean.class)
                .single();
    }

    private List<String> claim() {
        return jdbc.sql("""
                        update document_check set attempts = attempts + 1, next_attempt_at = :until
                        where sha256 in (
                          select sha256 from document_check where state = 'WAITING' and next_attempt_at <= :now
                          order by next_attempt_at limit :most for update skip locked)
                        returning sha256
                        """)
                .param("until", OffsetDateTime.now(clock).plus(CLAIM))
                .param("now", OffsetDateTime.now(clock))
                .param("most", PORTION)
                .query(String.class)
                .list();
    }

    /** Longer after each attempt. */
    private void postpone(List<String> documents) {
        jdbc.sql("""
                        update document_check
                        set next_attempt_at = :now::timestamptz + least(attempts, 20) * make_interval(secs => :pause)
                        where sha256 in (:documents) and state = 'WAITING'
                        """)
                .param("now", OffsetDateTime.now(clock))
                .param("pause", properties.retry().toMillis() / 1000.0)
                .param("documents", documents)
                .update();
    }

    private void settle(String sha256, VirusScanner.Verdict verdict) {
        transaction.executeWithoutResult(status -> {
            var first = jdbc.sql("""
                            update document_check set state = :state, finding = :finding, checked_at = :now
                            where sha256 = :sha256 and state = 'WAITING'
                            """)
                            .param("state", verdict.check().name())
                            .param("finding", verdict.finding())
                            .param("now", OffsetDateTime.now(clock))
                            .param("sha256", sha256)
                            .update()
                    == 1;
            if (first && verdict.check() == FileCheck.INFECTED) {
                log.warn("Заражённый файл закрыт: {}", verdict.finding());
                for (var appeal : appealsWith(sha256)) {
                    events.publishEvent(new FileInfected(appeal, sha256, verdict.finding()));
                }
            }
        });
    }

    private List<UUID> appealsWith(String sha256) {
        return jdbc.sql("select distinct appeal_id from attachment where sha256 = :sha256")
                .param("sha256", sha256)
                .query(UUID.class)
                .list();
    }
}
