package ru.priyomnaya.mailbox;

import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import org.springframework.stereotype.Component;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.mime.LetterNature;
import ru.priyomnaya.mime.OpenLetter;
import ru.priyomnaya.mime.UnreadableLetter;

/** Letters larger than we take: their header is kept, they stay on the server, and their sender is told. */
@Component
class OversizedLetters {
    private static final int LONGEST_HEADER = 100_000;

    private final Outbox outbox;
    private final Mailboxes mailboxes;
    private final MailboxProperties properties;

    OversizedLetters(Outbox outbox, Mailboxes mailboxes, MailboxProperties properties) {
        this.outbox = outbox;
        this.mailboxes = mailboxes;
        this.properties = properties;
    }

    /** The letter's header without its body. */
    byte[] headersOf(Message letter) throws MessagingException {
        var text = new StringBuilder();
        for (Header header : Collections.list(letter.getAllHeaders())) {
            if (text.length() < LONGEST_HEADER) {
                text.append(header.getName())
                        .append(": ")
                        .append(header.getValue())
                        .append("\r\n");
            }
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whom to tell: nobody when a program wrote the letter. */
    Optional<String> senderOf(byte[] headers) {
        try {
            var opened = OpenLetter.of(headers);
            var letter = opened.read();
            return LetterNature.of(opened, letter, headers, mailboxes.ourselves()) instanceof LetterNature.Personal
                    ? Optional.ofNullable(letter.fromAddress())
                    : Optional.empty();
        } catch (UnreadableLetter e) {
            return Optional.empty();
        }
    }

    void tell(String sender) {
        if (properties.smtp().isConfigured()) {
            outbox.queueNotice(sender, "Ваше письмо слишком велико", """
                    Здравствуйте!

                    Ваше письмо больше %d МБ, и мы не смогли его принять. Пришлите его ещё раз с меньшими вложениями
                    или разделите на несколько писем.

                    Письмо составлено программой.
                    """.formatted(
                            properties.maxMessage().toMegabytes()));
        }
    }
}
