package ru.priyomnaya.mailbox;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.StoreClosedException;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.intake.Intake;
import ru.priyomnaya.intake.RawMessage;
import ru.priyomnaya.intake.RawMessage.Refusal;
import ru.priyomnaya.mailbox.MailboxCursor.Position;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;

/**
 * Copies new letters from the mailbox into the intake log, in portions: bytes to disk, rows and cursor in one transaction,
 * and only then the server's {@code \Seen}. A crash anywhere repeats a portion, and the unique key absorbs it.
 */
@RouteBean("mailIntake")
class MailIntake {
    private static final Logger log = LoggerFactory.getLogger(MailIntake.class);
    private static final int LETTERS_A_LOOK = 200;
    private static final int LETTERS_A_PORTION = 40;
    private static final long BYTES_A_PORTION = 16L << 20;
    private static final int LOOKS_A_CALL = 5;
    private static final int FETCHES_BEFORE_QUARANTINE = 3;

    private final MailSessions sessions;
    private final MailboxProperties properties;
    private final MailboxCursor cursor;
    private final Intake intake;
    private final DocumentStore store;
    private final OversizedLetters oversized;
    private final Organizations organizations;
    private final ChannelPulse pulse;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<Long, Integer> failedFetches = new HashMap<>();

    MailIntake(
            MailSessions sessions,
            MailboxProperties properties,
            MailboxCursor cursor,
            Intake intake,
            DocumentStore store,
            OversizedLetters oversized,
            Organizations organizations,
            ChannelPulse pulse,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.sessions = sessions;
        this.properties = properties;
        this.cursor = cursor;
        this.intake = intake;
        this.store = store;
        this.oversized = oversized;
        this.organizations = organizations;
        this.pulse = pulse;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Returns how many letters were looked at; 0 when nothing is new or the mailbox is not configured.
     *
     * @throws MessagingException when the server fails: the next poll goes on where this one stopped
     */
    public int collect() throws MessagingException, IOException {
        var imap = properties.imap();
        if (!imap.isConfigured()) {
            return 0;
        }
        try (var mail = sessions.openStore()) {
            var folder = (IMAPFolder) mail.getFolder(imap.folder());
            folder.open(Folder.READ_WRITE);
            try {
                var name = imap.username() + "@" + imap.host() + "/" + imap.folder();
                var position = cursor.open(name, folder.getUIDValidity(), imap.startFrom());
                flag(folder, position);
                var looked = look(folder, position);
                pulse.succeeded("mail-intake");
                return looked;
            } finally {
                folder.close(false); // a plain close would expunge what a person has marked as deleted
            }
        }
    }

    private int look(IMAPFolder folder, Position position) throws MessagingException, IOException {
        var total = 0;
        var last = position.lastUid();
        var next = firstAfter(folder, last);
        for (int i = 0; i < LOOKS_A_CALL && next <= folder.getMessageCount(); i++) {
            var end = Math.min(next + LETTERS_A_LOOK - 1, folder.getMessageCount());
            var letters = folder.getMessages(next, end);
            folder.fetch(letters, envelope());
            for (int from = 0; from < letters.length; ) {
                var to = portionEnd(letters, from);
                take(folder, position, Arrays.asList(letters).subList(from, to));
                from = to;
            }
            total += letters.length;
            next = end + 1;
        }
        return total;
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

    private int portionEnd(Message[] letters, int from) throws MessagingException {
        long bytes = 0;
        var to = from;
        while (to < letters.length && to - from < LETTERS_A_PORTION && bytes < BYTES_A_PORTION) {
            bytes += Math.min(letters[to].getSize(), properties.maxMessage().toBytes());
            to++;
        }
        return to;
    }

    private record Taken(long uid, RawMessage message, Optional<String> tell) {}

    private void take(IMAPFolder folder, Position position, List<Message> letters)
            throws MessagingException, IOException {
        var taken = new ArrayList<Taken>(letters.size());
        for (var letter : letters) {
            var uid = folder.getUID(letter);
            var received = Objects.requireNonNullElseGet(letter.getReceivedDate(), () -> Date.from(clock.instant()))
                    .toInstant();
            if (!LocalDate.ofInstant(received, organizations.first().zone()).isBefore(position.startFrom())) {
                fetch(uid, letter, received).ifPresent(taken::add);
            }
        }
        var lastUid = folder.getUID(letters.get(letters.size() - 1));
        transaction.executeWithoutResult(status -> {
            for (var one : taken) {
                var kept = intake.keep(one.message());
                cursor.taken(position, one.uid(), kept.id());
                if (kept.isNew()) {
                    one.tell().ifPresent(oversized::tell);
                }
            }
            cursor.advance(position, lastUid);
        });
        flag(folder, position);
    }

    private Optional<Taken> fetch(long uid, Message letter, Instant received) throws MessagingException, IOException {
        try {
            if (letter.getSize() > properties.maxMessage().toBytes()) {
                var headers = oversized.headersOf(letter);
                var refusal = new Refusal(
                        "MAIL-007",
                        "Письмо больше %d МБ: осталось на почтовом сервере, отправителю сообщено"
                                .formatted(properties.maxMessage().toMegabytes()));
                return Optional.of(new Taken(uid, raw(headers, received, refusal), oversized.senderOf(headers)));
            }
            var bytes = new ByteArrayOutputStream(Math.max(1024, letter.getSize()));
            write(letter, bytes);
            failedFetches.remove(uid);
            return Optional.of(new Taken(uid, raw(bytes.toByteArray(), received, null), Optional.empty()));
        } catch (MessageRemovedException gone) {
            return Optional.empty();
        } catch (FolderClosedException | StoreClosedException lost) {
            throw lost;
        } catch (MessagingException e) {
            if (letter.isExpunged()) {
                return Optional.empty();
            }
            if (!letter.getFolder().isOpen()) {
                throw e; // the connection, not the letter
            }
            // One letter that the server cannot give must not hold up those behind it for ever.
            if (failedFetches.merge(uid, 1, Integer::sum) < FETCHES_BEFORE_QUARANTINE) {
                throw e;
            }
            log.warn("Сервер не отдаёт письмо с UID {}", uid);
            var note = "UID %d".formatted(uid).getBytes(StandardCharsets.UTF_8);
            return Optional.of(new Taken(
                    uid,
                    raw(note, received, new Refusal("MAIL-008", "Почтовый сервер не отдаёт это письмо")),
                    Optional.empty()));
        }
    }

    /** A server's «NO» in the middle of a letter comes as an IOException. */
    private static void write(Message letter, ByteArrayOutputStream bytes) throws MessagingException {
        try {
            letter.writeTo(bytes);
        } catch (IOException refused) {
            throw new MessagingException("The server does not hand over the letter", refused);
        }
    }

    private RawMessage raw(byte[] bytes, Instant received, @Nullable Refusal refusal) throws IOException {
        var key = LetterKey.of(bytes);
        return new RawMessage(Channel.EMAIL, key.externalId(), key.fingerprint(), store.put(bytes), received, refusal);
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
