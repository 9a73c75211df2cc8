package ru.priyomnaya.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.appeal.RegisterEvent.ErasureDone;
import ru.priyomnaya.document.DocumentDestruction;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.document.StoredDocument;
import ru.priyomnaya.privacy.Erasure.Item;
import ru.priyomnaya.privacy.Erasure.State;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;

/** Carries out what was confirmed, an appeal a transaction: dying in between loses nothing and does nothing twice. */
@RouteBean(
        value = "personalErasure",
        does = "исполняет подтверждённые решения об уничтожении персональных данных, удаляет файлы, составляет акты",
        gives = "сколько обращений и сообщений разобрано")
class ErasureWork {
    private static final Logger log = LoggerFactory.getLogger(ErasureWork.class);
    private static final String PULSE = "personal-erasure";
    private static final int PORTION = 50;

    private final Erasures erasures;
    private final Obstacles obstacles;
    private final Destruction destruction;
    private final DocumentDestruction files;
    private final Documents documents;
    private final DocumentStore store;
    private final ErasureAct act;
    private final JdbcClient jdbc;
    private final ChannelPulse pulse;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ErasureWork(
            Erasures erasures,
            Obstacles obstacles,
            Destruction destruction,
            DocumentDestruction files,
            Documents documents,
            DocumentStore store,
            ErasureAct act,
            JdbcClient jdbc,
            ChannelPulse pulse,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.erasures = erasures;
        this.obstacles = obstacles;
        this.destruction = destruction;
        this.files = files;
        this.documents = documents;
        this.store = store;
        this.act = act;
        this.jdbc = jdbc;
        this.pulse = pulse;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Returns how many appeals and messages it has dealt with; call again until there are none. */
    public int work() throws IOException {
        var settled = 0;
        var failed = 0;
        var confirmed = transaction.execute(status -> erasures.take(State.CONFIRMED));
        if (confirmed != null && confirmed.isPresent()) {
            var erasure = confirmed.get();
            var placeholder = destruction.placeholder();
            for (var item : erasures.waiting(erasure.id(), PORTION)) {
                if (isSettled(erasure, item, placeholder)) {
                    settled++;
                } else {
                    failed++;
                }
            }
            if (settled + failed == 0) {
                erasures.erased(erasure.id());
            }
        }
        if (files.destroy() == 0) {
            finish();
        }
        if (failed == 0) {
            pulse.succeeded(PULSE);
        } else {
            pulse.failed(PULSE, "Не уничтожается: %d, будет повторено".formatted(failed));
        }
        return settled;
    }

    private boolean isSettled(Erasure erasure, Item item, StoredDocument placeholder) {
        try {
            transaction.executeWithoutResult(status -> settle(erasure, item, placeholder));
            return true;
        } catch (RuntimeException e) { // it stays and is tried again; its neighbours go on
            log.error(
                    "Персональные данные не уничтожены, {}: {} в {}",
                    item.name(),
                    e.getClass().getName(),
                    e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]);
            return false;
        }
    }

    private void settle(Erasure erasure, Item item, StoredDocument placeholder) {
        if (!erasures.isStillWaiting(item.id())) {
            return; // another gateway has it
        }
        var appeal = item.appealId();
        List<String> why;
        if (appeal != null) {
            lock("select 1 from appeal where id = :id for update", appeal);
            why = obstacles.ofAppeal(appeal, erasure.early());
        } else {
            lock("select 1 from intake where id = :id for update", Objects.requireNonNull(item.intakeId()));
            why = obstacles.ofMessage(Objects.requireNonNull(item.intakeId()), erasure.early());
        }
        if (!why.isEmpty()) {
            erasures.settle(item.id(), "KEPT", String.join("; ", why), new Destruction.Tally(0, 0, 0), clock.instant());
            return;
        }
        var tally = appeal != null
                ? destruction.appeal(appeal, erasure.id(), placeholder)
                : destruction.message(Objects.requireNonNull(item.intakeId()), erasure.id(), placeholder);
        erasures.settle(item.id(), "ERASED", null, tally, clock.instant());
    }

    private void lock(String sql, Object id) {
        jdbc.sql(sql).param("id", id).query(row -> {});
    }

    private void finish() {
        transaction.executeWithoutResult(status -> erasures.take(State.ERASED).ifPresent(erasure -> {
            try {
                var items = all(erasure.id());
                var written = store.put(act.of(erasure, items));
                documents.keep(List.of(written));
                if (erasures.done(erasure.id(), written.sha256(), clock.instant())) {
                    events.publishEvent(new ErasureDone(erasure.id(), items.size()));
                    log.info("Персональные данные уничтожены, акт № {}", erasure.number());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    private List<Item> all(UUID erasure) {
        return erasures.items(erasure, 0, Integer.MAX_VALUE);
    }
}
