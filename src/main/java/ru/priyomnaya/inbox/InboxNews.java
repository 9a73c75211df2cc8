package ru.priyomnaya.inbox;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import ru.priyomnaya.access.CurrentPerson;

/**
 * Tells open lists that something in the register has changed, by server-sent events (HTML, 9.2): no content, only «look again».
 * The journal is asked, so that what another gateway on the same database has done is seen too.
 */
@RestController
class InboxNews implements SmartLifecycle, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(InboxNews.class);
    private static final Duration LOOK = Duration.ofMillis(300);
    /** At least between two news: a batch of letters must not make every list ask three times a second. */
    private static final Duration REST = Duration.ofSeconds(2);

    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final int MOST_LISTENERS = 1_000;
    private static final int MOST_OF_ONE = 10;
    private static final int LOOKS_BETWEEN_SIGNS_OF_LIFE = 60;

    private final JdbcClient jdbc;
    private final Map<SseEmitter, UUID> listeners = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(work -> {
        var worker = new Thread(work, "inbox-news");
        worker.setDaemon(true);
        return worker;
    });
    private volatile @Nullable ScheduledFuture<?> ticking;
    private long seen;
    private long toldAt = System.nanoTime() - REST.toNanos();
    private int silent;

    InboxNews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A stream of events {@code news}; the browser opens it again when it ends. */
    @GetMapping(path = "/inbox/news", produces = "text/event-stream")
    @PreAuthorize(Cards.READERS)
    public SseEmitter news() {
        var listener = new SseEmitter(LIFE.toMillis());
        var me = CurrentPerson.get().id();
        var mine = listeners.values().stream().filter(me::equals).count();
        if (ticking == null || listeners.size() >= MOST_LISTENERS || mine >= MOST_OF_ONE) {
            listener.complete(); // the list's own refresh goes on
            return listener;
        }
        listener.onCompletion(() -> listeners.remove(listener));
        listener.onTimeout(listener::complete);
        listener.onError(gone -> listeners.remove(listener));
        listeners.put(listener, me);
        return listener;
    }

    private void look() {
        if (listeners.isEmpty()) {
            return;
        }
        try {
            var newest = newest();
            var rested = System.nanoTime() - toldAt > REST.toNanos();
            if (newest != seen && rested) {
                toldAt = System.nanoTime();
                seen = newest;
                silent = 0;
                tell(() -> SseEmitter.event().name("news").data(""));
            } else if (newest == seen && ++silent >= LOOKS_BETWEEN_SIGNS_OF_LIFE) {
                silent = 0;
                tell(() -> SseEmitter.event().comment(""));
            }
        } catch (RuntimeException away) { // or the clockwork would stop
            log.debug("Новости подождут: {}", away.getClass().getSimpleName());
        }
    }

    /** What people read changes nothing in a list. */
    private long newest() {
        return jdbc.sql("select id from journal_entry where event <> 'APPEAL_READ' order by id desc limit 1")
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private void tell(Supplier<SseEmitter.SseEventBuilder> event) {
        for (var listener : listeners.keySet()) {
            try {
                listener.send(event.get());
            } catch (IOException | IllegalStateException gone) {
                listener.complete(); // and so leaves the list
            }
        }
    }

    @Override
    public void start() {
        ticking = clockwork.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Before the web server waits for its last requests: open streams are no work. */
    @Override
    public void stop() {
        Objects.requireNonNull(ticking).cancel(false);
        ticking = null;
        listeners.keySet().forEach(SseEmitter::complete);
    }

    @Override
    public void destroy() {
        clockwork.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return ticking != null;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
