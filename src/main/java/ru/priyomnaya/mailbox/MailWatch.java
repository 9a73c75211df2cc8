package ru.priyomnaya.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import ru.priyomnaya.mailbox.MailboxProperties.Imap;
import ru.priyomnaya.routing.RouteCall;

/**
 * Holds a connection to each IMAP box on which the server says at once that a letter came (IDLE, RFC 2177), and sets the route
 * {@code mail-now} going. The poll stays the floor: whatever this misses, it finds.
 */
@Component
class MailWatch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(MailWatch.class);
    private static final String ROUTE = "mail-now";

    /** RFC 2177 asks for a new IDLE every 29 minutes. A line that died silently says nothing at all: each is given up after this. */
    private static final Duration LIFE = Duration.ofMinutes(8);

    private static final Duration LASTED = Duration.ofMinutes(1);
    private static final Duration NEXT_QUESTION = Duration.ofHours(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final MailboxProperties properties;
    private final MailSessions sessions;
    private final RouteCall routes;
    private final MailTurn turn;
    private final List<Thread> watchers = new ArrayList<>();
    private final List<Store> connections = new ArrayList<>();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "mail-watch-clock");
        thread.setDaemon(true);
        return thread;
    });
    private final Duration life;
    private volatile CountDownLatch end = new CountDownLatch(0);

    @Autowired
    MailWatch(MailboxProperties properties, MailSessions sessions, RouteCall routes, MailTurn turn) {
        this(properties, sessions, routes, turn, LIFE);
    }

    /** @param life of one connection */
    MailWatch(MailboxProperties properties, MailSessions sessions, RouteCall routes, MailTurn turn, Duration life) {
        this.properties = properties;
        this.sessions = sessions;
        this.routes = routes;
        this.turn = turn;
        this.life = life;
    }

    @Override
    public void start() {
        end = new CountDownLatch(1);
        for (var box : properties.boxes()) {
            if (box.idle() && !box.isPop() && !box.dryRun()) {
                for (var folder : box.allFolders()) {
                    var watcher = new Thread(() -> watch(box, folder), "mail-watch " + folder);
                    watcher.setDaemon(true);
                    watchers.add(watcher);
                    watcher.start();
                }
            }
        }
    }

    private void watch(Imap box, String folder) {
        var pause = FIRST_PAUSE;
        while (isRunning()) {
            var begin = System.nanoTime();
            var canIdle = true;
            try {
                canIdle = !turn.isOurs() || listen(box, folder);
            } catch (MessagingException | RuntimeException lost) {
                if (isRunning()) {
                    log.debug("Слежение за ящиком прервано: {}", lost.getClass().getSimpleName());
                }
            }
            if (!canIdle) {
                log.info("Почтовый сервер не умеет IDLE: остаётся опрос");
            }
            var lasted = Duration.ofNanos(System.nanoTime() - begin).compareTo(LASTED) > 0;
            pause = !canIdle ? NEXT_QUESTION : lasted ? FIRST_PAUSE : longer(pause);
            try {
                if (end.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** Until the connection ends; false when the server does not know IDLE. */
    private boolean listen(Imap box, String folderName) throws MessagingException {
        try (var store = sessions.openStore(box)) {
            synchronized (connections) {
                connections.add(store);
            }
            try {
                if (!((IMAPStore) store).hasCapability("IDLE")) {
                    return false;
                }
                var folder = ImapCollector.open(store, folderName);
                var over = clockwork.schedule(() -> giveUp(folder), life.toMillis(), TimeUnit.MILLISECONDS);
                var came = new AtomicBoolean(true); // what came before the connection stood
                folder.addMessageCountListener(new MessageCountAdapter() {
                    @Override
                    public void messagesAdded(MessageCountEvent event) {
                        came.set(true);
                    }
                });
                try {
                    wait(folder, came, over);
                } finally {
                    over.cancel(false);
                }
                return true;
            } finally {
                synchronized (connections) {
                    connections.remove(store);
                }
            }
        }
    }

    private void wait(IMAPFolder folder, AtomicBoolean came, Future<?> over) throws MessagingException {
        while (isRunning() && folder.isOpen() && !over.isDone()) {
            var before = folder.getMessageCount();
            if (came.getAndSet(false)) {
                collect();
            }
            folder.idle(true);
            if (folder.isOpen() && folder.getMessageCount() > before) {
                came.set(true);
            }
        }
    }

    private static void giveUp(IMAPFolder folder) {
        try {
            folder.forceClose();
        } catch (MessagingException alreadyGone) {
            log.debug("Соединение уже закрыто");
        }
    }

    private void collect() {
        if (!routes.to(ROUTE)) {
            log.debug("Маршрута {} нет: письмо заберёт опрос", ROUTE);
        }
    }

    @Override
    public void stop() {
        end.countDown();
        synchronized (connections) {
            for (var connection : List.copyOf(connections)) {
                try {
                    connection.close();
                } catch (MessagingException alreadyGone) {
                    log.debug("Соединение уже закрыто");
                }
            }
        }
        watchers.forEach(Thread::interrupt);
        watchers.clear();
    }

    @Override
    public boolean isRunning() {
        return end.getCount() > 0;
    }
}
