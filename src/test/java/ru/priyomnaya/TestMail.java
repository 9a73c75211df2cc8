package ru.priyomnaya;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** An applicant's mail program. */
public final class TestMail {
    public static final String RECEPTION = "reception@demo.local";
    private final int smtp;
    private final int imap;

    public TestMail(int smtp, int imap) {
        this.smtp = smtp;
        this.imap = imap;
    }

    /** Sends the letter as it stands; line ends are made CRLF. */
    public void send(String letter) {
        send(letter.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] letter) {
        send(letter, RECEPTION);
    }

    /** Into another mailbox than the reception's. */
    public void send(byte[] letter, String to) {
        try {
            var settings = new Properties();
            settings.put("mail.smtp.host", "127.0.0.1");
            settings.put("mail.smtp.port", String.valueOf(smtp));
            settings.put("mail.smtp.from", "applicant@example.ru");
            settings.put("mail.smtp.allow8bitmime", "true");
            var session = Session.getInstance(settings);
            try (var transport = session.getTransport("smtp")) {
                transport.connect();
                transport.sendMessage(new AsIs(session, letter), new InternetAddress[] {new InternetAddress(to)});
            }
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** Everything in the applicant's inbox, read over IMAP. */
    public List<MimeMessage> inbox(String address) {
        try {
            var session = Session.getInstance(new Properties());
            try (var store = session.getStore("imap")) {
                store.connect("127.0.0.1", imap, address, "demo");
                try (var folder = store.getFolder("INBOX")) {
                    folder.open(Folder.READ_ONLY);
                    var letters = new ArrayList<MimeMessage>();
                    for (Message message : folder.getMessages()) {
                        var copy = new ByteArrayOutputStream();
                        message.writeTo(copy);
                        letters.add(new MimeMessage(session, new ByteArrayInputStream(copy.toByteArray())));
                    }
                    return letters;
                }
            }
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A letter of ours as a mail program shows it: a text and files. */
    public record Received(String subject, String text, List<String> files) {}

    public List<Received> letters(String address) {
        return inbox(address).stream().map(TestMail::shown).toList();
    }

    private static Received shown(MimeMessage letter) {
        try {
            var parts = (MimeMultipart) letter.getContent();
            var files = new ArrayList<String>();
            for (int i = 1; i < parts.getCount(); i++) {
                files.add(MimeUtility.decodeText(parts.getBodyPart(i).getFileName()));
            }
            return new Received(
                    letter.getSubject(), (String) parts.getBodyPart(0).getContent(), files);
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As a person does who tidies up; returns how many letters there are. */
    public int markAllDeleted(String address) {
        try {
            var session = Session.getInstance(new Properties());
            try (var store = session.getStore("imap")) {
                store.connect("127.0.0.1", imap, address, "demo");
                var folder = store.getFolder("INBOX");
                folder.open(Folder.READ_WRITE);
                var letters = folder.getMessages();
                folder.setFlags(letters, new Flags(Flags.Flag.DELETED), true);
                folder.close(false);
                return letters.length;
            }
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static final class AsIs extends MimeMessage {
        private final byte[] bytes;

        AsIs(Session session, byte[] bytes) throws MessagingException {
            super(session, new ByteArrayInputStream(bytes));
            this.bytes = bytes;
        }

        @Override
        public void writeTo(OutputStream out, String[] ignoreList) throws IOException {
            out.write(bytes);
        }

        @Override
        public void saveChanges() {}
    }
}
