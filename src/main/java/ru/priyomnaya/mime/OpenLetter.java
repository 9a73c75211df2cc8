package ru.priyomnaya.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A letter whose headers have been read. */
public final class OpenLetter {
    /** Marks what we send; whoever returns it to us is a loop. */
    public static final String OUR_MARK = "X-Priyomnaya";

    private static final int LONGEST_HEADER = 2_000;
    private static final int LONGEST_VALUE = 20_000;
    private static final Session SESSION = session();

    private final MimeMessage message;
    private final boolean readable;

    private OpenLetter(MimeMessage message, boolean readable) {
        this.message = message;
        this.readable = readable;
    }

    private static Session session() {
        LenientMime.on();
        return Session.getInstance(new Properties());
    }

    /** @param bytes whatever they are: what is no letter has no headers */
    public static OpenLetter of(byte[] bytes) {
        try {
            var sane = HeaderSection.isSane(bytes, 0, bytes.length);
            var read = sane ? bytes : Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST_VALUE));
            return new OpenLetter(new MimeMessage(SESSION, new SharedByteArrayInputStream(read)), sane);
        } catch (MessagingException notALetter) {
            return new OpenLetter(new MimeMessage(SESSION), true);
        }
    }

    /**
     * The letter as a person would see it.
     *
     * @throws UnreadableLetter when a person has to look
     */
    public Letter read() throws UnreadableLetter {
        requireReadable();
        return LetterParser.parse(this, null);
    }

    /** As {@link #read()}, every text in one charset: a person has seen that the program guessed wrong. */
    public Letter readAs(Charset charset) throws UnreadableLetter {
        requireReadable();
        return LetterParser.parse(this, charset);
    }

    private void requireReadable() throws UnreadableLetter {
        if (!readable) {
            throw new UnreadableLetter("MAIL-023", "Заголовок письма больше, чем бывает; посмотрите исходник");
        }
    }

    /** Nothing here looks like a header. */
    public boolean hasNoHeaders() {
        return header("From").isEmpty()
                && header("Date").isEmpty()
                && header("Subject").isEmpty()
                && header("To").isEmpty()
                && header("Message-ID").isEmpty()
                && header("Received").isEmpty()
                && header("Content-Type").isEmpty();
    }

    MimeMessage message() {
        return message;
    }

    /** The first header of that name, raw, cut before any pattern reads it: a hostile one may be as long as a letter. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    List<String> headers(String name) {
        try {
            var values = message.getHeader(name);
            return values == null
                    ? List.of()
                    : Arrays.stream(values)
                            .limit(50)
                            .map(value -> value.substring(0, Math.min(value.length(), LONGEST_VALUE)))
                            .toList();
        } catch (MessagingException e) {
            return List.of();
        }
    }

    /** The first word, in lower case, without comments and parameters. */
    String keyword(String name) {
        return header(name).map(value -> HeaderField.of(value).value()).orElse("");
    }

    /** Nobody is to be told of it (RFC 5321, 4.5.5). */
    boolean hasEmptyReturnPath() {
        return header("Return-Path")
                .map(path -> path.replace(" ", "").strip().equals("<>"))
                .orElse(false);
    }

    /** @param type RFC 6522, 3: {@code delivery-status}; empty: any */
    boolean isReport(String type) {
        var contentType = HeaderField.of(header("Content-Type").orElse(""));
        return contentType.value().equals("multipart/report")
                && (type.isEmpty()
                        || type.equalsIgnoreCase(
                                contentType.parameter("report-type").orElse("")));
    }

    /** RFC 6047, 2.4: the answer of a calendar program. */
    boolean isCalendarReply() {
        var contentType = HeaderField.of(header("Content-Type").orElse(""));
        return contentType.value().equals("text/calendar")
                && contentType
                        .parameter("method")
                        .map("reply"::equalsIgnoreCase)
                        .orElse(false);
    }

    String subject(@Nullable Charset forced) {
        var raw = header("Subject")
                .map(s -> s.substring(0, Math.min(s.length(), LONGEST_HEADER)))
                .orElse("");
        var reread = forced != null && !raw.contains("=?")
                ? Charsets.readAs(raw.getBytes(StandardCharsets.ISO_8859_1), forced)
                : raw;
        return HeaderWords.decode(reread).strip();
    }
}
