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
import java.util.HashSet;
import java.util.List;
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
@RouteBean("mailReconcile")
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
    private final Clock clock;

    MailReconcile(
            Mailboxes mailboxes,
            MailSessions sessions,
            MailboxCursor cursor,
            MailboxChecks checks,
            ImapCollector collector,
            Organizations organizations,
            ChannelPulse pulse,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.sessions = sessions;
        this.cursor = cursor;
        this.checks = checks;
        this.collector = collector;
        this.organizations = organizations;
        this.pulse = pulse;
        this.clock = clock;
    }

    /** Returns how many letters had been missed; the channel's pulse says so too. */
    public long check() {
        long missing = 0;
        var trouble = "";
        for (var box : mailboxes.all()) {
            if (!box.isPop() && !box.dryRun()) {
                try (var store = sessions.openStore(box)) {
                    for (var folder : box.allFolders()) {
                        missing += check(box, store, folder);
                    }
                } catch (MessagingException | IOException | RuntimeException away) {
                    log.warn(
                            "Ящик {} не сверен: {}", box.host(), away.getClass().getSimpleName());
                    trouble = "Ящик на %s не сверен: %s"
                            .formatted(box.host(), away.getClass().getSimpleName());
                }
            }
        }
        var ending = mailboxes.all().stream().filter(this::endsSoon).findFirst();
        if (missing > 0) {
            log.warn("Сверка с почтовым сервером: не хватало писем: {}", missing);
            pulse.failed(PULSE, "Сверка: в журнале приёма не хватало писем: %d, дозабраны".formatted(missing));
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
        return missing;
    }

    private boolean endsSoon(Imap box) {
        var expires = box.oauth().expires();
        return expires != null && !today().isBefore(expires.minus(WARNS_BEFORE));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), organizations.first().zone());
    }

    private long check(Imap box, Store store, String folderName) throws MessagingException, IOException {
        var folder = ImapCollector.open(store, folderName);
        try {
            var position = cursor.open(ImapCollector.nameOf(box, folderName), folder.getUIDValidity(), box.startFrom());
            var onServer = heldBehindCursor(folder, position);
            var missing = missing(folder, position, onServer);
            long fetched = 0;
            for (int from = 0; from < missing.size(); from += LETTERS_A_PORTION) {
                fetched += collector.take(
                        folder, position, missing.subList(from, Math.min(missing.size(), from + LETTERS_A_PORTION)));
            }
            checks.record(position.mailbox(), onServer.size(), missing.size(), fetched);
            return missing.size();
        } finally {
            if (folder.isOpen()) {
                folder.close(false);
            }
        }
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

    private List<Message> missing(IMAPFolder folder, Position position, List<Message> held) throws MessagingException {
        var taken = new HashSet<>(cursor.takenUids(position));
        var missing = new ArrayList<Message>();
        for (var letter : held) {
            if (!taken.contains(folder.getUID(letter)) && collector.isWanted(collector.receivedAt(letter), position)) {
                missing.add(letter);
            }
        }
        return missing;
    }
}
