package ru.priyomnaya.mailbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.intake.Intake;
import ru.priyomnaya.intake.Intake.Kept;
import ru.priyomnaya.intake.RawMessage;
import ru.priyomnaya.intake.RawMessage.Refusal;

/** Copies one letter from a server, byte for byte, or says why it cannot be had. */
@Component
class LetterCopies {
    private static final Logger log = LoggerFactory.getLogger(LetterCopies.class);
    private static final int TRIES_BEFORE_QUARANTINE = 6;
    static final String UNAVAILABLE = "MAIL-008";

    /** A letter that has vanished from the server meanwhile is not heard of again. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int MOST_REMEMBERED = 10_000;

    private final DocumentStore store;
    private final Intake intake;
    private final OversizedLetters oversized;
    private final MailboxProperties properties;
    private final Cache<Source, Integer> failures;

    LetterCopies(
            DocumentStore store, Intake intake, OversizedLetters oversized, MailboxProperties properties, Clock clock) {
        this.store = store;
        this.intake = intake;
        this.oversized = oversized;
        this.properties = properties;
        this.failures = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(REMEMBERED)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /**
     * Where a letter lies, for the trace.
     *
     * @param mailbox with its folder, as the cursor knows it
     * @param letter its number there
     */
    record Source(String mailbox, String letter) {
        @Override
        public String toString() {
            return mailbox + ", " + letter;
        }
    }

    /** @param tell the sender of a letter that is too large */
    record Copy(RawMessage message, Optional<String> tell) {}

    /**
     * Nothing when the letter has gone.
     *
     * @throws MessagingException when the connection fails; one letter that a server cannot give ends in quarantine instead
     */
    Optional<Copy> of(Message letter, Source source, Instant received) throws MessagingException, IOException {
        if (failures.asMap().getOrDefault(source, 0) >= TRIES_BEFORE_QUARANTINE) {
            failures.invalidate(source);
            log.warn("Почтовый сервер не отдаёт письмо");
            return Optional.of(unavailable(source, received));
        }
        try {
            if (letter.getSize() > properties.maxMessage().toBytes()) {
                return Optional.of(refused(letter, source, received));
            }
            var bytes = new BoundedBytes(
                    Math.max(1024, letter.getSize()), properties.maxMessage().toBytes());
            write(letter, bytes);
            if (bytes.isOverfull()) { // the server had named another size
                return Optional.of(refused(letter, source, received));
            }
            if (bytes.size() == 0 && letter.getSize() > 0) {
                // Dovecot answers so for a file that somebody has removed beneath it.
                throw new MessagingException("The server gives an empty letter");
            }
            failures.invalidate(source);
            return Optional.of(new Copy(raw(bytes.toByteArray(), source, received, null), Optional.empty()));
        } catch (MessageRemovedException gone) {
            // POP3 says so whenever it cannot give a letter, for a moment or for ever.
            if (letter.getFolder() instanceof IMAPFolder) {
                return Optional.empty();
            }
            failures.asMap().merge(source, 1, Integer::sum);
            throw new MessagingException("The server does not hand over the letter", gone);
        } catch (MessagingException e) {
            if (letter.getFolder().isOpen() && letter.isExpunged()) {
                return Optional.empty();
            }
            // One letter over which the server fails, or drops the line, must not hold up those behind it for ever.
            failures.asMap().merge(source, 1, Integer::sum);
            throw e;
        }
    }

    /** Into the intake log; the sender of a letter that is too large is told. Joins the caller's transaction. */
    Kept keep(Copy copy) {
        var kept = intake.keep(copy.message());
        if (kept.isNew()) {
            copy.tell().ifPresent(oversized::tell);
        }
        return kept;
    }

    /** Some letter of that mailbox has failed of late: then they are taken one by one, and those before it are safe. */
    boolean haveFailed(String mailbox) {
        return failures.asMap().keySet().stream()
                .anyMatch(source -> source.mailbox().equals(mailbox));
    }

    private Copy unavailable(Source source, Instant received) throws IOException {
        return new Copy(
                raw(
                        source.toString().getBytes(StandardCharsets.UTF_8),
                        source,
                        received,
                        new Refusal(UNAVAILABLE, "Почтовый сервер не отдаёт это письмо")),
                Optional.empty());
    }

    private Copy refused(Message letter, Source source, Instant received) throws MessagingException, IOException {
        var headers = oversized.headersOf(letter);
        var refusal = new Refusal(
                "MAIL-007",
                "Письмо больше %d МБ: осталось на почтовом сервере, отправителю сообщено"
                        .formatted(properties.maxMessage().toMegabytes()));
        return new Copy(raw(headers, source, received, refusal), oversized.senderOf(headers));
    }

    /** A server's «NO» in the middle of a letter comes as an IOException. */
    private static void write(Message letter, BoundedBytes bytes) throws MessagingException {
        try {
            letter.writeTo(bytes);
        } catch (IOException refused) {
            if (bytes.isOverfull()) {
                return;
            }
            throw new MessagingException("The server does not hand over the letter", refused);
        }
    }

    /** Takes no more than a letter may have. */
    private static final class BoundedBytes extends ByteArrayOutputStream {
        private final long most;

        BoundedBytes(int expected, long most) {
            super(expected);
            this.most = most;
        }

        boolean isOverfull() {
            return count > most;
        }

        @Override
        public synchronized void write(int b) {
            if (count <= most) {
                super.write(b);
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            if (count <= most) {
                super.write(bytes, from, length);
            }
        }
    }

    private RawMessage raw(byte[] bytes, Source source, Instant received, @Nullable Refusal refusal)
            throws IOException {
        var key = LetterKey.of(bytes);
        return new RawMessage(
                Channel.EMAIL,
                key.externalId(),
                key.fingerprint(),
                store.put(bytes),
                received,
                source.toString(),
                refusal);
    }
}
