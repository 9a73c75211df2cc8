package ru.priyomnaya.mailbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
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
import ru.priyomnaya.intake.Facts;
import ru.priyomnaya.intake.MessageReader;
import ru.priyomnaya.intake.Reading;
import ru.priyomnaya.intake.StoredMessage;
import ru.priyomnaya.intake.UnreadableMessage;
import ru.priyomnaya.mime.Correspondent;
import ru.priyomnaya.mime.Letter;
import ru.priyomnaya.mime.LetterNature;
import ru.priyomnaya.mime.OpenLetter;
import ru.priyomnaya.mime.UnreadableLetter;

/** Understands letters: an appeal, an automatic letter, a bounce, or something for a person to look at. */
@Component
class LetterReader implements MessageReader {
    private final DocumentStore store;
    private final MessageReference references;
    private final Outbox outbox;
    private final Mailboxes mailboxes;
    private final SignatureVerdict signatures;
    private final MailboxProperties properties;

    LetterReader(
            DocumentStore store,
            MessageReference references,
            Outbox outbox,
            Mailboxes mailboxes,
            SignatureVerdict signatures,
            MailboxProperties properties) {
        this.store = store;
        this.references = references;
        this.outbox = outbox;
        this.mailboxes = mailboxes;
        this.signatures = signatures;
        this.properties = properties;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public Reading read(StoredMessage stored, byte[] bytes) throws UnreadableMessage, IOException {
        try {
            var opened = OpenLetter.of(bytes);
            if (opened.hasNoHeaders()) {
                throw new UnreadableMessage("MAIL-001", "Это не письмо: заголовков нет; посмотрите исходник");
            }
            var letter = opened.read();
            var nature = LetterNature.of(opened, letter, bytes, mailboxes.ourselves());
            if (nature instanceof LetterNature.Automatic automatic) {
                return new Reading.Automatic(automatic.code(), automatic.sentence());
            } else if (nature instanceof LetterNature.Returned returned) {
                return bounce(returned);
            } else if (nature instanceof LetterNature.Spam spam
                    && properties.spam() == MailboxProperties.Spam.QUARANTINE) {
                throw new UnreadableMessage(spam.code(), spam.sentence());
            }
            return appeal(stored, opened, letter, sender(letter));
        } catch (UnreadableLetter e) {
            throw new UnreadableMessage(e.code(), e.sentence());
        }
    }

    private static Correspondent sender(Letter letter) throws UnreadableMessage {
        if (letter.isEmpty()) {
            throw new UnreadableMessage("MAIL-002", "Письмо пустое: ни темы, ни текста, ни вложений");
        }
        if (letter.from() == null) {
            throw new UnreadableMessage("MAIL-003", "В письме нет адреса отправителя; зарегистрируйте вручную");
        }
        return letter.from();
    }

    /** A report that names no letter of ours, but an address that we have just written to, is for a person. */
    private Reading bounce(LetterNature.Returned returned) throws UnreadableMessage {
        var named = List.copyOf(MessageReference.allIn(returned.report()));
        var recipient = returned.recipient();
        if (named.stream().noneMatch(id -> references.deliveryIn(id).isPresent())
                && recipient.filter(outbox::hasLatelyWrittenTo).isPresent()) {
            throw new UnreadableMessage(
                    "MAIL-022",
                    "Похоже, наше письмо не доставлено, но какое — в отчёте не сказано. Найдите отправку по адресу в исходнике и отметьте её");
        }
        if (!returned.certain()
                && named.stream().noneMatch(id -> references.deliveryIn(id).isPresent())) {
            throw new UnreadableMessage(
                    "MAIL-024",
                    "Похоже на отчёт почтового сервера, но мог написать и человек: решите, обращение ли это");
        }
        return new Reading.Bounce(named, returned.diagnostic());
    }

    private Reading appeal(StoredMessage stored, OpenLetter opened, Letter letter, Correspondent sender)
            throws IOException {
        var attachments = new ArrayList<NewAttachment>();
        for (var file : letter.files()) {
            attachments.add(new NewAttachment(
                    file.name(), MediaTypes.of(file.bytes(), file.name()), store.put(file.bytes()), file.inline()));
        }
        var replyTo = letter.replyTo() == null ? null : letter.replyTo().address();
        var incoming = new IncomingAppeal(
                new Origin(
                        Channel.EMAIL,
                        stored.externalId(),
                        replyTo == null || mailboxes.ourselves().addresses().contains(replyTo) ? null : replyTo),
                AppealKind.APPEAL,
                null,
                Applicant.known(sender.name(), sender.address()),
                letter.subject(),
                letter.text(),
                letter.html(),
                attachments,
                stored.receivedAt(),
                null,
                continues(opened),
                null);
        var proposed = letter.proposed();
        var facts = new Facts(
                letter.notes(),
                proposed == null ? null : proposed.address(),
                proposed == null ? null : proposed.name(),
                letter.signature() == null ? null : signatures.of(letter.signature()));
        return new Reading.FromApplicant(incoming, digest(sender.address(), letter, attachments), facts);
    }

    private @Nullable UUID continues(OpenLetter opened) {
        var headers = opened.header("References").orElse("") + " "
                + opened.header("In-Reply-To").orElse("");
        return references.deliveryIn(headers).flatMap(outbox::appealOf).orElse(null);
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
