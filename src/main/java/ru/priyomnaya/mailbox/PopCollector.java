package ru.priyomnaya.mailbox;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MailDateFormat;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.intake.Intake.Kept;
import ru.priyomnaya.mailbox.LetterCopies.Source;
import ru.priyomnaya.mailbox.MailboxCursor.Position;
import ru.priyomnaya.mailbox.MailboxProperties.Imap;

/**
 * Reads a POP3 box (RFC 1939) and leaves its letters there: what was taken is known by its UIDL. A letter and its row are written in
 * one transaction, so a crash repeats at most one portion.
 */
@Component
class PopCollector {
    private static final int LETTERS_A_PORTION = 20;
    private static final int PORTIONS_A_CALL = 50;
    private static final int KEYS_A_QUESTION = 1_000;
    private static final long NO_VALIDITY = 0;

    private final JdbcClient jdbc;
    private final MailboxCursor cursor;
    private final MailboxChecks checks;
    private final LetterCopies copies;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PopCollector(
            JdbcClient jdbc,
            MailboxCursor cursor,
            MailboxChecks checks,
            LetterCopies copies,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.cursor = cursor;
        this.checks = checks;
        this.copies = copies;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    private record Waiting(Message letter, String uidl) {}

    /** Returns how many letters were looked at. */
    int collect(Imap box, Store store) throws MessagingException, IOException {
        var folder = (POP3Folder) store.getFolder("INBOX");
        folder.open(Folder.READ_ONLY);
        try {
            var position = cursor.open(ImapCollector.nameOf(box, "INBOX"), NO_VALIDITY, box.startFrom());
            var waiting = unknown(folder, position);
            if (box.dryRun()) {
                checks.dryRun(position, folder.getMessageCount(), waiting.size());
                return 0;
            }
            var looked = 0;
            for (int from = 0; from < waiting.size() && looked < LETTERS_A_PORTION * PORTIONS_A_CALL; ) {
                var portion = waiting.subList(
                        from,
                        Math.min(
                                waiting.size(),
                                from + (copies.haveFailed(position.mailbox()) ? 1 : LETTERS_A_PORTION)));
                take(position, portion);
                looked += portion.size();
                from += portion.size();
            }
            return looked;
        } finally {
            folder.close(false);
        }
    }

    private List<Waiting> unknown(POP3Folder folder, Position position) throws MessagingException {
        var letters = folder.getMessages();
        var profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        folder.fetch(letters, profile);
        var waiting = new ArrayList<Waiting>();
        for (int from = 0; from < letters.length; from += KEYS_A_QUESTION) {
            var some = Arrays.asList(letters).subList(from, Math.min(letters.length, from + KEYS_A_QUESTION));
            var uidls = new ArrayList<String>(some.size());
            for (var letter : some) {
                uidls.add(uidl(folder, letter));
            }
            var known = known(position, uidls);
            for (int i = 0; i < uidls.size(); i++) {
                if (!known.contains(uidls.get(i))) {
                    waiting.add(new Waiting(some.get(i), uidls.get(i)));
                }
            }
        }
        return waiting;
    }

    private static String uidl(POP3Folder folder, Message letter) throws MessagingException {
        var uidl = folder.getUID(letter);
        if (uidl == null) {
            throw new MailboxTrouble("Сервер POP3 не поддерживает UIDL: новые письма не отличить от взятых");
        }
        return uidl;
    }

    private Set<String> known(Position position, List<String> uidls) {
        return new HashSet<>(jdbc.sql("select uidl from pop_letter where mailbox = :mailbox and uidl in (:uidls)")
                .param("mailbox", position.mailbox())
                .param("uidls", uidls)
                .query(String.class)
                .list());
    }

    /** @param old from before the first day: known from then on, and left where it is */
    private record Taken(String uidl, boolean old, Optional<LetterCopies.Copy> copy) {}

    private void take(Position position, List<Waiting> portion) throws MessagingException, IOException {
        var taken = new ArrayList<Taken>();
        for (var one : portion) {
            var received = receivedAt(one.letter());
            var old = !cursor.isWanted(position, received);
            var source = new Source(position.mailbox(), "UIDL " + one.uidl());
            taken.add(new Taken(one.uidl(), old, old ? Optional.empty() : copies.of(one.letter(), source, received)));
        }
        transaction.executeWithoutResult(status -> taken.forEach(one -> keep(position, one)));
    }

    private void keep(Position position, Taken one) {
        if (!one.old() && one.copy().isEmpty()) {
            return; // gone from the server: nothing to know
        }
        jdbc.sql(
                        "insert into pop_letter (mailbox, uidl, intake_id) values (:mailbox, :uidl, :intake) on conflict do nothing")
                .param("mailbox", position.mailbox())
                .param("uidl", one.uidl())
                .param("intake", one.copy().map(copies::keep).map(Kept::id).orElse(null))
                .update();
    }

    /** POP3 does not say; the topmost Received header was written by the box's own server. */
    private Instant receivedAt(Message letter) {
        String[] headers;
        try {
            headers = letter.getHeader("Received");
        } catch (MessagingException unavailable) {
            return clock.instant(); // whether the letter can be had at all, its copy will show
        }
        if (headers != null && headers.length > 0 && headers[0].contains(";")) {
            try {
                var said = new MailDateFormat()
                        .parse(headers[0]
                                .substring(headers[0].lastIndexOf(';') + 1)
                                .strip())
                        .toInstant();
                return said.isAfter(clock.instant()) ? clock.instant() : said;
            } catch (ParseException unreadable) {
                return clock.instant();
            }
        }
        return clock.instant();
    }
}
