package ru.priyomnaya.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    /** RFC 2177 asks for a new IDLE every 29 minutes; a connection that died silently is noticed after this. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Mailboxes mailboxes;
    private final MailSessions sessions;
    private final RouteCall routes;
    private final List<Thread> watchers = new ArrayList<>();
    private final List<AutoCloseable> connections = new ArrayList<>();
    private volatile boolean running;

    MailWatch(Mailboxes mailboxes, MailSessions sessions, RouteCall routes) {
        this.mailboxes = mailboxes;
        this.sessions = sessions;
        this.routes = routes;
    }

    @Override
    public void start() {
        running = true;
        for (var box : mailboxes.all()) {
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
        while (running) {
            try {
                if (!listen(box, folder)) {
                    log.info("Почтовый сервер не умеет IDLE: остаётся опрос");
                    return;
                }
                pause = FIRST_PAUSE;
            } catch (MessagingException | RuntimeException lost) {
                if (running) {
                    log.info("Слежение за ящиком прервано: {}", lost.getClass().getSimpleName());
                }
            }
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** Until the connection ends; false when the server does not know IDLE. */
    private boolean listen(Imap box, String folderName) throws MessagingException {
        try (var store = sessions.openStore(box, SILENCE)) {
            synchronized (connections) {
                connections.add(store);
            }
            try {
                if (!((IMAPStore) store).hasCapability("IDLE")) {
                    return false;
                }
                var folder = ImapCollector.open(store, folderName);
                var came = new AtomicBoolean(true); // what came before the connection stood
                folder.addMessageCountListener(new MessageCountAdapter() {
                    @Override
                    public void messagesAdded(MessageCountEvent event) {
                        came.set(true);
                    }
                });
                while (running && folder.isOpen()) {
                    var before = folder.getMessageCount();
                    if (came.getAndSet(false)) {
                        collect();
                    }
                    folder.idle(true);
                    if (folder.isOpen() && folder.getMessageCount() > before) {
                        came.set(true);
                    }
                }
                return true;
            } finally {
                synchronized (connections) {
                    connections.remove(store);
                }
            }
        }
    }

    private void collect() {
        if (!routes.to(ROUTE)) {
            log.debug("Маршрута {} нет: письмо заберёт опрос", ROUTE);
        }
    }

    @Override
    public void stop() {
        running = false;
        synchronized (connections) {
            for (var connection : List.copyOf(connections)) {
                try {
                    connection.close();
                } catch (Exception alreadyGone) {
                    log.debug("Соединение уже закрыто");
                }
            }
        }
        watchers.stream().filter(Objects::nonNull).forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
