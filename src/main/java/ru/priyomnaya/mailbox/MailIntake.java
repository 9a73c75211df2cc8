package ru.priyomnaya.mailbox;

import jakarta.annotation.PreDestroy;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.priyomnaya.mailbox.MailboxProperties.Imap;
import ru.priyomnaya.routing.Cause;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;

/**
 * Copies new letters from every mailbox into the intake log. A mailbox that fails does not hold up the others: it is left alone
 * for longer each time, up to {@link #LONGEST_PAUSE}.
 */
@RouteBean(
        value = "mailIntake",
        does =
                "копирует новые письма всех ящиков в журнал приёма, потом помечает прочитанными; без `priyomnaya.mailbox.imap.host` ничего не делает",
        gives = "сколько писем просмотрено")
class MailIntake {
    private static final Logger log = LoggerFactory.getLogger(MailIntake.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Mailboxes mailboxes;
    private final MailSessions sessions;
    private final ImapCollector imap;
    private final PopCollector pop;
    private final ChannelPulse pulse;
    private final MailTurn turn;
    private final Clock clock;
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
    private final Map<String, Turn> turns = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "mail-intake");
        thread.setDaemon(true);
        return thread;
    });

    MailIntake(
            Mailboxes mailboxes,
            MailSessions sessions,
            ImapCollector imap,
            PopCollector pop,
            ChannelPulse pulse,
            MailTurn turn,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.sessions = sessions;
        this.imap = imap;
        this.pop = pop;
        this.pulse = pulse;
        this.turn = turn;
        this.clock = clock;
    }

    private record Turn(ReentrantLock lock, AtomicBoolean again) {
        Turn() {
            this(new ReentrantLock(), new AtomicBoolean());
        }
    }

    private record Trouble(Duration pause, Instant until) {}

    /**
     * Returns how many letters were looked at; 0 when nothing is new, no mailbox is configured, all of them are away or another
     * gateway reads them. A mailbox that takes longer than {@link #PATIENCE} goes on by itself.
     */
    public int collect() throws InterruptedException {
        if (mailboxes.all().isEmpty() || !turn.isOurs()) {
            return 0;
        }
        var working = mailboxes.all().stream()
                .filter(box -> !isLeftAlone(box))
                .map(box -> workers.submit(() -> collectAlone(box)))
                .toList();
        var until = System.nanoTime() + PATIENCE.toNanos();
        var total = 0;
        for (var one : working) {
            try {
                total += one.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException slow) {
                log.warn("Почтовый ящик отвечает медленно: остальные его не ждут");
            } catch (ExecutionException defect) {
                throw new IllegalStateException(defect.getCause());
            }
        }
        return total;
    }

    /** The poll and the word of the server that something came may meet: who comes second is heard when the first is done. */
    private int collectAlone(Imap box) {
        var one = turns.computeIfAbsent(box.name(), name -> new Turn());
        var total = 0;
        one.again().set(true);
        while (one.again().get() && one.lock().tryLock()) {
            try {
                one.again().set(false); // what is asked for from here on is another look
                total += collect(box);
            } finally {
                one.lock().unlock();
            }
        }
        return total;
    }

    private boolean isLeftAlone(Imap box) {
        var trouble = troubles.get(box.name());
        return trouble != null && clock.instant().isBefore(trouble.until());
    }

    private int collect(Imap box) {
        try (var store = sessions.openStore(box)) {
            var looked = 0;
            for (var folder : box.allFolders()) {
                looked += box.isPop() ? pop.collect(box, store) : imap.collect(box, store, folder);
            }
            troubles.remove(box.name());
            pulse.succeeded(pulseOf(box));
            return looked;
        } catch (MessagingException | IOException | RuntimeException e) {
            failed(box, e);
            return 0;
        }
    }

    private void failed(Imap box, Exception e) {
        var before = troubles.get(box.name());
        var pause = before == null ? box.poll() : before.pause().multipliedBy(2);
        var bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        troubles.put(box.name(), new Trouble(bounded, clock.instant().plus(bounded)));
        var sentence = sentence(e);
        log.error("Почтовый ящик {} не читается: {}", box.host(), sentence);
        pulse.failed(pulseOf(box), sentence);
    }

    /** Our own words about a mailbox need no type before them. */
    private static String sentence(Exception e) {
        return Cause.innermost(e) instanceof MailboxTrouble trouble
                ? String.valueOf(trouble.getMessage())
                : Cause.of(e);
    }

    /** The first box has the name of the route. */
    private String pulseOf(Imap box) {
        return mailboxes.all().indexOf(box) == 0 ? "mail-intake" : "mail-intake " + box.name();
    }

    @PreDestroy
    void stop() {
        workers.shutdown();
    }
}
