package ru.priyomnaya.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Applicant;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.IncomingAppeal;
import ru.priyomnaya.appeal.NewAttachment;
import ru.priyomnaya.appeal.Origin;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.MediaTypes;
import ru.priyomnaya.intake.MessageReader;
import ru.priyomnaya.intake.Reading;
import ru.priyomnaya.intake.StoredMessage;
import ru.priyomnaya.intake.UnreadableMessage;

/** Understands letters: an appeal, an automatic letter, a bounce, or something for a person to look at. */
@Component
class LetterReader implements MessageReader {
    private static final Session SESSION = MailSessions.parsing();

    private final DocumentStore store;
    private final MessageReference references;
    private final Outbox outbox;
    private final MailboxProperties properties;

    LetterReader(DocumentStore store, MessageReference references, Outbox outbox, MailboxProperties properties) {
        this.store = store;
        this.references = references;
        this.outbox = outbox;
        this.properties = properties;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public Reading read(StoredMessage stored, byte[] bytes) throws UnreadableMessage, IOException {
        try {
            var message = new MimeMessage(SESSION, new SharedByteArrayInputStream(bytes));
            var letter = LetterParser.parse(message);
            var automatic = AutomaticMail.recognise(message, letter, bytes, ownAddresses());
            if (automatic.isPresent()) {
                return automatic.get();
            }
            if (letter.isEmpty()) {
                throw new UnreadableMessage("MAIL-002", "Письмо пустое: ни темы, ни текста, ни вложений");
            }
            if (letter.from() == null) {
                throw new UnreadableMessage("MAIL-003", "В письме нет адреса отправителя; зарегистрируйте вручную");
            }
            return appeal(stored, message, letter, letter.from());
        } catch (MessagingException e) {
            throw new UnreadableMessage("MAIL-001", "Это не письмо: структура не читается; посмотрите исходник");
        }
    }

    private Reading appeal(StoredMessage stored, MimeMessage message, Letter letter, String sender)
            throws MessagingException, IOException {
        var attachments = new ArrayList<NewAttachment>();
        for (var file : letter.files()) {
            attachments.add(new NewAttachment(
                    file.name(), MediaTypes.of(file.bytes(), file.name()), store.put(file.bytes()), file.inline()));
        }
        var replyTo = letter.replyTo();
        var incoming = new IncomingAppeal(
                new Origin(
                        Channel.EMAIL,
                        stored.externalId(),
                        replyTo == null || ownAddresses().contains(replyTo) ? null : replyTo),
                AppealKind.APPEAL,
                null,
                Applicant.known(letter.fromName(), sender),
                letter.subject(),
                letter.text(),
                letter.html(),
                attachments,
                stored.receivedAt(),
                null,
                continues(message),
                null);
        return new Reading.FromApplicant(incoming, digest(sender, letter, attachments));
    }

    private @Nullable UUID continues(MimeMessage message) throws MessagingException {
        var headers = Stream.of("References", "In-Reply-To")
                .map(name -> header(message, name))
                .collect(Collectors.joining(" "));
        return references.deliveryIn(headers).flatMap(outbox::appealOf).orElse(null);
    }

    private static String header(MimeMessage message, String name) {
        try {
            var value = message.getHeader(name, " ");
            return value == null ? "" : value;
        } catch (MessagingException e) {
            return "";
        }
    }

    private Set<String> ownAddresses() {
        return Stream.of(properties.smtp().sender(), properties.imap().username())
                .map(address -> address.toLowerCase(Locale.ROOT))
                .filter(address -> address.contains("@"))
                .collect(Collectors.toSet());
    }

    /** The same for two copies of one letter, however servers have recoded them on the way. */
    private static String digest(String sender, Letter letter, List<NewAttachment> files) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            var parts = Stream.concat(
                    Stream.of(sender, letter.subject(), letter.text().replaceAll("\\s+", " ")),
                    files.stream().map(file -> file.document().sha256()));
            parts.forEach(part -> {
                sha.update(part.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every JDK", e);
        }
    }
}
