package ru.priyomnaya.mailbox;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.mailbox.LetterCopies.Source;
import ru.priyomnaya.mailbox.MailboxCursor.Position;
import ru.priyomnaya.mailbox.MailboxProperties.Imap;

/**
 * Reads one IMAP folder in portions: bytes to disk, rows and cursor in one transaction, and only then the server's {@code \Seen}.
 * A crash anywhere repeats a portion, and the unique key absorbs it.
 */
@Component
class ImapCollector {
    private static final Logger log = LoggerFactory.getLogger(ImapCollector.class);
    private static final int LETTERS_A_LOOK = 200;
    private static final int LETTERS_A_PORTION = 40;
    private static final long BYTES_A_PORTION = 16L << 20;
    private static final int LOOKS_A_CALL = 5;
    private static final int FOLDERS_NAMED = 20;

    private final MailboxProperties properties;
    private final MailboxCursor cursor;
    private final MailboxChecks checks;
    private final LetterCopies copies;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<String, Long> restartedAt = new ConcurrentHashMap<>();

    ImapCollector(
            MailboxProperties properties,
            MailboxCursor cursor,
            MailboxChecks checks,
            LetterCopies copies,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.properties = properties;
        this.cursor = cursor;
        this.checks = checks;
        this.copies = copies;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** How the cursor, the trace and the daily check know a folder. */
    static String nameOf(Imap box, String folder) {
        return box.name() + "/" + folder;
    }

    /** Returns how many letters were looked at. */
    int collect(Imap box, Store store, String folderName) throws MessagingException, IOException {
        var folder = open(store, folderName);
        try {
            var position = cursor.open(nameOf(box, folderName), folder.getUIDValidity(), box.startFrom());
            if (hasGoneBack(folder, position)) {
                log.warn("Почтовый сервер перенумеровал письма: ящик перечитывается");
                position = cursor.restart(position);
            }
            if (box.dryRun()) {
                checks.dryRun(position, folder.getMessageCount(), wouldTake(folder, position));
                return 0;
            }
            flag(folder, position);
            return look(folder, position);
        } finally {
            if (folder.isOpen()) {
                folder.close(false); // a plain close would expunge what a person has marked as deleted
            }
        }
    }

    /** Numbers went back under the same validity: a server restored from a copy does that. Said once for each number. */
    private boolean hasGoneBack(IMAPFolder folder, Position position) throws MessagingException {
        if (folder.getUIDNext() <= 0 || folder.getUIDNext() > position.lastUid()) {
            return false;
        }
        folder.close(false);
        folder.open(Folder.READ_WRITE); // another gateway may have been faster: what the server said is older than the
        // cursor
        var next = folder.getUIDNext();
        return next <= position.lastUid() && !Long.valueOf(next).equals(restartedAt.put(position.mailbox(), next));
    }

    /** @throws MailboxTrouble when there is no such folder: it names those that there are */
    static IMAPFolder open(Store store, String name) throws MessagingException {
        var folder = (IMAPFolder) store.getFolder(name);
        try {
            folder.open(Folder.READ_WRITE);
            return folder;
        } catch (FolderNotFoundException e) {
            throw missing(store, name);
        } catch (MessagingException e) {
            if (folder.exists()) {
                throw e;
            }
            throw missing(store, name);
        }
    }

    private static MailboxTrouble missing(Store store, String name) throws MessagingException {
        var present = Arrays.stream(store.getDefaultFolder().list("*"))
                .limit(FOLDERS_NAMED)
                .map(Folder::getFullName)
                .collect(Collectors.joining(", "));
        return new MailboxTrouble("Папки «%s» в ящике нет (переименована?); есть: %s".formatted(name, present));
    }

    private long wouldTake(IMAPFolder folder, Position position) throws MessagingException {
        var count = folder.getMessageCount();
        var first = firstAfter(folder, position.lastUid());
        long wanted = 0;
        for (int from = first; from <= count; from += LETTERS_A_LOOK) {
            var letters = folder.getMessages(from, Math.min(count, from + LETTERS_A_LOOK - 1));
            folder.fetch(letters, envelope());
            for (var letter : letters) {
                wanted += cursor.isWanted(position, receivedAt(letter)) ? 1 : 0;
            }
        }
        return wanted;
    }

    private int look(IMAPFolder folder, Position position) throws MessagingException, IOException {
        var total = 0;
        var next = firstAfter(folder, position.lastUid());
        for (int i = 0; i < LOOKS_A_CALL && next <= folder.getMessageCount(); i++) {
            var end = Math.min(next + LETTERS_A_LOOK - 1, folder.getMessageCount());
            var letters = folder.getMessages(next, end);
            take(folder, position, List.of(letters));
            total += letters.length;
            next = end + 1;
        }
        return total;
    }

    /** Takes these letters, in ascending order, and moves the cursor behind them; returns how many were new here. */
    int take(IMAPFolder folder, Position position, List<Message> letters) throws MessagingException, IOException {
        folder.fetch(letters.toArray(new Message[0]), envelope());
        int taken = 0;
        for (int from = 0; from < letters.size(); ) {
            var to = portionEnd(position, letters, from);
            taken += takePortion(folder, position, letters.subList(from, to));
            from = to;
        }
        return taken;
    }

    private static FetchProfile envelope() {
        var profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        profile.add(FetchProfile.Item.SIZE);
        profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        return profile;
    }

    /** The number of the first letter with a greater UID: UIDs ascend with numbers (RFC 3501, 2.3.1.1). */
    private static int firstAfter(IMAPFolder folder, long lastUid) throws MessagingException {
        int low = 1;
        int high = folder.getMessageCount() + 1;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (folder.getUID(folder.getMessage(middle)) > lastUid) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private int portionEnd(Position position, List<Message> letters, int from) throws MessagingException {
        long bytes = 0;
        var to = from;
        var most = copies.haveFailed(position.mailbox()) ? 1 : LETTERS_A_PORTION;
        while (to < letters.size() && to - from < most && bytes < BYTES_A_PORTION) {
            bytes += Math.min(letters.get(to).getSize(), properties.maxMessage().toBytes());
            to++;
        }
        return to;
    }

    private record Taken(long uid, LetterCopies.Copy copy) {}

    private int takePortion(IMAPFolder folder, Position position, List<Message> letters)
            throws MessagingException, IOException {
        var taken = new ArrayList<Taken>(letters.size());
        for (var letter : letters) {
            var uid = folder.getUID(letter);
            var received = receivedAt(letter);
            if (cursor.isWanted(position, received)) {
                copies.of(
                                letter,
                                new Source(
                                        position.mailbox(),
                                        "UID %d (UIDVALIDITY %d)".formatted(uid, position.uidValidity())),
                                received)
                        .ifPresent(copy -> taken.add(new Taken(uid, copy)));
            }
        }
        var lastUid = folder.getUID(letters.get(letters.size() - 1));
        var fresh = transaction.execute(status -> {
            int isNew = 0;
            for (var one : taken) {
                var kept = copies.keep(one.copy());
                cursor.taken(position, one.uid(), kept.id());
                isNew += kept.isNew() ? 1 : 0;
            }
            cursor.advance(position, lastUid);
            return isNew;
        });
        flag(folder, position);
        return Objects.requireNonNull(fresh);
    }

    Instant receivedAt(Message letter) throws MessagingException {
        return Objects.requireNonNullElseGet(letter.getReceivedDate(), () -> Date.from(clock.instant()))
                .toInstant();
    }

    /** Marks on the server what is safe here, in one command. */
    private void flag(IMAPFolder folder, Position position) throws MessagingException {
        var uids = cursor.unflagged(position);
        if (uids.isEmpty()) {
            return;
        }
        var letters = Arrays.stream(folder.getMessagesByUID(
                        uids.stream().mapToLong(Long::longValue).toArray()))
                .filter(Objects::nonNull)
                .toArray(Message[]::new);
        try {
            folder.setFlags(letters, new Flags(Flags.Flag.SEEN), true);
            cursor.flagged(position, uids);
        } catch (MessagingException e) {
            // Flags are a courtesy to people; a mailbox that refuses them is read all the same.
            log.warn("Почтовый сервер не даёт пометить письма прочитанными: {}", e.getMessage());
        }
    }
}
