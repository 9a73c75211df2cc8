package ru.priyomnaya.appeal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.worktime.WorkCalendar;

/** Fifty registrations at once over midnight of a new year, every third of them failing: no gap, no repeat. */
class NumberingTests extends GatewayTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final int AT_ONCE = 50;

    @Autowired
    private Appeals appeals;

    @Autowired
    private CaseNotes notes;

    @Autowired
    private Numbering numbering;

    @Autowired
    private Classifier classifier;

    @Autowired
    private DeadlineRules rules;

    @Autowired
    private WorkCalendar calendar;

    @Autowired
    private Documents documents;

    @Autowired
    private Organizations organizations;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private PlatformTransactionManager transactions;

    /** Something else goes wrong in the transaction of the registration. */
    private static final class Injected extends RuntimeException {}

    @Test
    void numbersHaveNoGapsAndNoRepeatsOverTheYearsEnd() throws Exception {
        var lastSecond =
                LocalDateTime.of(2040, 12, 31, 23, 59, 59).atZone(MOSCOW).toInstant();
        var tasks = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < AT_ONCE; i++) {
            var now = i % 2 == 0 ? lastSecond : lastSecond.plusSeconds(1);
            var fails = i % 3 == 0;
            tasks.add(() -> registered(now, fails));
        }

        var pool = Executors.newFixedThreadPool(AT_ONCE);
        var done = 0;
        try {
            for (Future<Boolean> task : pool.invokeAll(tasks)) {
                done += task.get() ? 1 : 0;
            }
        } finally {
            pool.shutdown();
        }

        var old = sequences(2040);
        var fresh = sequences(2041);
        assertThat(old).isEqualTo(LongStream.rangeClosed(1, old.size()).boxed().toList());
        assertThat(fresh)
                .isEqualTo(LongStream.rangeClosed(1, fresh.size()).boxed().toList());
        assertThat(old.size() + fresh.size()).isEqualTo(done).isEqualTo(AT_ONCE - 17);
        assertThat(numbers())
                .doesNotHaveDuplicates()
                .anyMatch(number -> number.endsWith("-40"))
                .anyMatch(number -> number.endsWith("-41"));
    }

    private boolean registered(Instant now, boolean fails) {
        var registrar = new Registrar(
                appeals,
                notes,
                numbering,
                classifier,
                rules,
                calendar,
                documents,
                organizations,
                events,
                Clock.fixed(now, ZoneOffset.UTC));
        try {
            new TransactionTemplate(transactions).executeWithoutResult(status -> {
                registrar.register(List.of(incoming(now)));
                if (fails) {
                    throw new Injected();
                }
            });
            return true;
        } catch (Injected e) {
            return false;
        }
    }

    private static IncomingAppeal incoming(Instant now) {
        return new IncomingAppeal(
                new Origin(Channel.FAX, UUID.randomUUID().toString(), null),
                AppealKind.APPEAL,
                null,
                Applicant.known("Год", null),
                "Новый год",
                "Новый год",
                null,
                List.of(),
                now,
                null,
                null,
                null);
    }

    private List<Long> sequences(int year) {
        return jdbc.sql("select number_seq from appeal where number_year = :year order by number_seq")
                .param("year", year)
                .query(Long.class)
                .list();
    }

    private List<String> numbers() {
        return jdbc.sql("select number from appeal where number_year in (2040, 2041)")
                .query(String.class)
                .list();
    }
}
