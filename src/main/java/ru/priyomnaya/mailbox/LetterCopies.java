package ru.priyomnaya.mailbox;

import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.StoreClosedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.intake.RawMessage;
import ru.priyomnaya.intake.RawMessage.Refusal;

/** Copies one letter from a server, byte for byte, or says why it cannot be had. */
@Component
class LetterCopies {
    private static final Logger log = LoggerFactory.getLogger(LetterCopies.class);
    private static final int TRIES_BEFORE_QUARANTINE = 3;

    private final DocumentStore store;
    private final OversizedLetters oversized;
    private final MailboxProperties properties;
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    LetterCopies(DocumentStore store, OversizedLetters oversized, MailboxProperties properties) {
        this.store = store;
        this.oversized = oversized;
        this.properties = properties;
    }

    /** @param tell the sender of a letter that is too large */
    record Copy(RawMessage message, Optional<String> tell) {}

    /**
     * Nothing when the letter has gone.
     *
     * @param source mailbox, folder and number, for the trace
     * @throws MessagingException when the connection fails; one letter that a server cannot give ends in quarantine instead
     */
    Optional<Copy> of(Message letter, String source, Instant received) throws MessagingException, IOException {
        try {
            if (letter.getSize() > properties.maxMessage().toBytes()) {
                return Optional.of(refused(letter, source, received));
            }
            var bytes = new ByteArrayOutputStream(Math.max(1024, letter.getSize()));
            write(letter, bytes);
            if (bytes.size() == 0 && letter.getSize() > 0) {
                // Dovecot answers so for a file that somebody has removed beneath it.
                throw new MessagingException("The server gives an empty letter");
            }
            failures.remove(source);
            return Optional.of(new Copy(raw(bytes.toByteArray(), source, received, null), Optional.empty()));
        } catch (MessageRemovedException gone) {
            return Optional.empty();
        } catch (FolderClosedException | StoreClosedException lost) {
            throw lost;
        } catch (MessagingException e) {
            if (letter.isExpunged()) {
                return Optional.empty();
            }
            // The connection may be at fault; one letter must not hold up those behind it for ever.
            if (!letter.getFolder().isOpen() || failures.merge(source, 1, Integer::sum) < TRIES_BEFORE_QUARANTINE) {
                throw e;
            }
            failures.remove(source);
            log.warn("Почтовый сервер не отдаёт письмо");
            return Optional.of(new Copy(
                    raw(
                            source.getBytes(StandardCharsets.UTF_8),
                            source,
                            received,
                            new Refusal("MAIL-008", "Почтовый сервер не отдаёт это письмо")),
                    Optional.empty()));
        }
    }

    private Copy refused(Message letter, String source, Instant received) throws MessagingException, IOException {
        var headers = oversized.headersOf(letter);
        var refusal = new Refusal(
                "MAIL-007",
                "Письмо больше %d МБ: осталось на почтовом сервере, отправителю сообщено"
                        .formatted(properties.maxMessage().toMegabytes()));
        return new Copy(raw(headers, source, received, refusal), oversized.senderOf(headers));
    }

    /** A server's «NO» in the middle of a letter comes as an IOException. */
    private static void write(Message letter, ByteArrayOutputStream bytes) throws MessagingException {
        try {
            letter.writeTo(bytes);
        } catch (IOException refused) {
            throw new MessagingException("The server does not hand over the letter", refused);
        }
    }

    private RawMessage raw(byte[] bytes, String source, Instant received, @Nullable Refusal refusal)
            throws IOException {
        var key = LetterKey.of(bytes);
        return new RawMessage(
                Channel.EMAIL, key.externalId(), key.fingerprint(), store.put(bytes), received, source, refusal);
    }
}
