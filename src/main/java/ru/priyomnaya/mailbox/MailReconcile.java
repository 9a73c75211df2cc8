package ru.priyomnaya.mailbox;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.priyomnaya.mailbox.MailboxCursor.Position;
import ru.priyomnaya.mailbox.MailboxProperties.Imap;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;

/**
 * Compares, once a day, what each IMAP folder holds with what was taken from it. What is missing is taken and said aloud: the
 * poll alone would never look behind its cursor.
 */
@RouteBean(
        value = "mailReconcile",
        does =
                "сверяет список писем на сервере с журналом приёма за 31 день, дозабирает недостающие, предупреждает о сроке ключей",
        gives = "скольких писем не хватало")
class MailReconcile {
    private static final Logger log = LoggerFactory.getLogger(MailReconcile.class);
    private static final String PULSE = "mail-reconcile";
    private static final Period LOOKS_BACK = Period.ofDays(31);
    private static final Period WARNS_BEFORE = Period.ofDays(14);
    private static final int LETTERS_A_PORTION = 200;

    private final Mailboxes mailboxes;
    private final MailSessions sessions;
    private final MailboxCursor cursor;
    private final MailboxChecks checks;
    private final ImapCollector collector;
    private final Organizations organizations;
    private final ChannelPulse pulse;
    private final MailTurn turn;
    private final Clock clock;

    MailReconcile(
            Mailboxes mailboxes,
            MailSessions sessions,
            MailboxCursor cursor,
            MailboxChecks checks,
            ImapCollector collector,
            Organizations organizations,
            ChannelPulse pulse,
            MailTurn turn,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.sessions = sessions;
        this.cursor = cursor;
        this.checks = checks;
        this.collector = collector;
        this.organizations = organizations;
        this.pulse = pulse;
        this.turn = turn;
        this.clock = clock;
    }

    /**
     * @param fetched letters that had been missed and are here now
     * @param refused letters that were never taken, and that the server does not give
     */
    private record Found(long fetched, long refused) {
        Found plus(Found other) {
            return new Found(fetched + other.fetched, refused + other.refused);
        }
    }

    /** Returns how many letters were fetched that had been missed; the channel's pulse says so too. */
    public long check() {
        if (mailboxes.all().isEmpty() || !turn.isOurs()) {
            return 0;
        }
        var found = new Found(0, 0);
        var trouble = "";
        for (var box : mailboxes.all()) {
            if (!box.isPop() && !box.dryRun()) {
                try (var store = sessions.openStore(box)) {
                    for (var folder : box.allFolders()) {
                        found = found.plus(check(box, store, folder));
                    }
                } catch (MessagingException | IOException | RuntimeException away) {
                    log.warn(
                            "Ящик {} не сверен: {}", box.host(), away.getClass().getSimpleName());
                    trouble = "Ящик на %s не сверен: %s"
                            .formatted(box.host(), away.getClass().getSimpleName());
                }
            }
        }
        say(found, trouble);
        return found.fetched();
    }

    /** The pulse has one sentence: what was lost comes before what may be. */
    private void say(Found found, String trouble) {
        var ending = mailboxes.all().stream().filter(this::endsSoon).findFirst();
        if (found.fetched() > 0) {
            log.warn("Сверка с почтовым сервером: не хватало писем: {}", found.fetched());
            pulse.failed(PULSE, "Сверка: в журнале приёма не хватало писем: %d, дозабраны".formatted(found.fetched()));
        } else if (found.refused() > 0) {
            pulse.failed(PULSE, "Сверка: почтовый сервер не отдаёт писем: %d".formatted(found.refused()));
        } else if (ending.isPresent()) {
            pulse.failed(
                    PULSE,
                    "Доступ к ящику %s истекает %s: продлите client-secret или refresh-token"
                            .formatted(ending.get().name(), ending.get().oauth().expires()));
        } else if (!trouble.isEmpty()) {
            pulse.failed(PULSE, trouble);
        } else {
            pulse.succeeded(PULSE);
        }
    }

    private boolean endsSoon(Imap box) {
        var expires = box.oauth().expires();
        return expires != null && !today().isBefore(expires.minus(WARNS_BEFORE));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), organizations.first().zone());
    }

    /** What was never taken comes first: letters that the server has refused before must not hold it up. */
    private Found check(Imap box, Store store, String folderName) throws MessagingException, IOException {
        var folder = ImapCollector.open(store, folderName);
        try {
            var position = cursor.open(ImapCollector.nameOf(box, folderName), folder.getUIDValidity(), box.startFrom());
            var held = heldBehindCursor(folder, position);
            var known = cursor.known(position);
            var never = new TreeMap<Long, Message>();
            var unavailable = new ArrayList<Long>();
            for (var letter : held) {
                var uid = folder.getUID(letter);
                if (!known.containsKey(uid) && cursor.isWanted(position, collector.receivedAt(letter))) {
                    never.put(uid, letter);
                } else if (Boolean.FALSE.equals(known.get(uid))) {
                    unavailable.add(uid);
                }
            }
            var found = take(box, folder, position, never);
            var again = oneByOne(box, folderName, position, unavailable);
            var fetched = found.fetched() + again.fetched();
            checks.record(position.mailbox(), held.size(), never.size() + unavailable.size(), fetched);
            return new Found(fetched, found.refused()); // what was unavailable before stands in quarantine
        } finally {
            if (folder.isOpen()) {
                folder.close(false);
            }
        }
    }

    private Found take(Imap box, IMAPFolder folder, Position position, NavigableMap<Long, Message> letters)
            throws MessagingException, IOException {
        var uids = List.copyOf(letters.keySet()); // a lost line has no numbers any more
        var found = new Found(0, 0);
        for (int from = 0; from < uids.size(); from += LETTERS_A_PORTION) {
            var portion = uids.subList(from, Math.min(uids.size(), from + LETTERS_A_PORTION));
            try {
                var taken = collector.take(
                        folder, position, portion.stream().map(letters::get).toList());
                found = found.plus(new Found(taken, 0));
            } catch (MessagingException | IOException oneOfThem) {
                return found.plus(oneByOne(box, folder.getFullName(), position, uids.subList(from, uids.size())));
            }
        }
        return found;
    }

    /** Each over a line of its own: a server may drop it together with such a letter. */
    private Found oneByOne(Imap box, String folderName, Position position, List<Long> uids)
            throws MessagingException, IOException {
        var found = new Found(0, 0);
        for (var uid : uids) {
            try (var store = sessions.openStore(box)) {
                var folder = ImapCollector.open(store, folderName);
                var letter = folder.getMessageByUID(uid);
                try {
                    var taken = letter == null ? 0 : collector.take(folder, position, List.of(letter));
                    found = found.plus(new Found(taken, 0));
                } catch (MessagingException | IOException refused) {
                    log.warn("Почтовый сервер не отдаёт письмо: {}, UID {}", position.mailbox(), uid);
                    found = found.plus(new Found(0, 1));
                } finally {
                    if (folder.isOpen()) {
                        folder.close(false);
                    }
                }
            }
        }
        return found;
    }

    private List<Message> heldBehindCursor(IMAPFolder folder, Position position) throws MessagingException {
        var since = today().minus(LOOKS_BACK);
        var from = since.isAfter(position.startFrom()) ? since : position.startFrom();
        // The server compares days in its own zone: one day more, and each candidate is looked at again.
        var date = Date.from(
                from.minusDays(1).atStartOfDay(organizations.first().zone()).toInstant());
        var held = new ArrayList<Message>();
        for (var letter : folder.search(new ReceivedDateTerm(ComparisonTerm.GE, date))) {
            if (folder.getUID(letter) <= position.lastUid()) {
                held.add(letter);
            }
        }
        return held;
    }
}
