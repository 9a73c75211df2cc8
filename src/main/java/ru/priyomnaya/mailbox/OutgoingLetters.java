package ru.priyomnaya.mailbox;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.springframework.stereotype.Component;
import ru.priyomnaya.dispatch.OutgoingMessage;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.mime.OpenLetter;
import ru.priyomnaya.organization.Organizations;

/** Writes letters that every mail program reads. */
@Component
class OutgoingLetters {
    private final MailboxProperties properties;
    private final Mailboxes mailboxes;
    private final Documents documents;
    private final Organizations organizations;
    private final Session composing = Session.getInstance(new Properties());

    OutgoingLetters(
            MailboxProperties properties, Mailboxes mailboxes, Documents documents, Organizations organizations) {
        this.properties = properties;
        this.mailboxes = mailboxes;
        this.documents = documents;
        this.organizations = organizations;
    }

    MimeMessage of(OutgoingMessage message, InternetAddress recipient) throws MessagingException, IOException {
        var letter = new NamedMessage(composing, "<" + message.reference() + ">");
        letter.setFrom(new InternetAddress(
                properties.smtp().sender(), organizations.first().shownName(), "UTF-8"));
        letter.setRecipient(Message.RecipientType.TO, recipient);
        letter.setSubject(message.subject(), "UTF-8");
        letter.setSentDate(Date.from(message.date()));
        letter.setHeader(OpenLetter.OUR_MARK, mailboxes.ourselves().mark());
        if (message.automatic()) {
            letter.setHeader("Auto-Submitted", "auto-replied"); // RFC 3834, section 5
            letter.setHeader("X-Auto-Response-Suppress", "All");
        }
        if (message.inReplyTo() != null && !message.inReplyTo().startsWith("sha256:")) {
            letter.setHeader("In-Reply-To", "<" + message.inReplyTo() + ">");
            letter.setHeader("References", "<" + message.inReplyTo() + ">");
        }
        var text = new MimeBodyPart();
        text.setText(message.text(), StandardCharsets.UTF_8.name());
        var parts = new MimeMultipart(text);
        for (var file : message.files()) {
            parts.addBodyPart(part(file.name(), file.mediaType(), file.sha256()));
            if (file.signature() != null) {
                parts.addBodyPart(part(file.signatureName(), "application/pkcs7-signature", file.signature()));
            }
        }
        letter.setContent(parts);
        letter.saveChanges();
        return letter;
    }

    private MimeBodyPart part(String name, String mediaType, String sha256) throws MessagingException, IOException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(documents.bytes(sha256), mediaType)));
        // RFC 2231 for programs that know it, RFC 2047 in the type for those that never learned it.
        part.setDisposition(Part.ATTACHMENT);
        part.setFileName(name);
        part.setHeader(
                "Content-Type",
                mediaType + ";\r\n name=\"" + MimeUtility.fold(7, MimeUtility.encodeText(name, "UTF-8", "B")) + "\"");
        return part;
    }

    /** As it will travel. */
    static long sizeOf(MimeMessage letter) throws MessagingException, IOException {
        var counted = new CountingOutput();
        letter.writeTo(counted);
        return counted.size();
    }

    private static final class CountingOutput extends OutputStream {
        private long size;

        @Override
        public void write(int b) {
            size++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            size += length;
        }

        long size() {
            return size;
        }
    }

    /** Keeps the Message-ID that the outbox gave it. */
    private static final class NamedMessage extends MimeMessage {
        private final String name;

        NamedMessage(Session session, String name) {
            super(session);
            this.name = name;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", name);
        }
    }
}
