package ru.priyomnaya.mailbox;

import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.document.FileName;
import ru.priyomnaya.intake.UnreadableMessage;

/** Reads one letter, permissively: a part that cannot be read is kept as a file, the rest of the letter stays. */
final class LetterParser {
    private static final int MOST_PARTS = 500;
    private static final int DEEPEST = 30;
    private static final int LONGEST_HTML = 2_000_000;
    private static final int LONGEST_HEADER = 2_000;
    private static final int LONGEST_ADDRESS = 320; // RFC 3696, 3
    private static final int LONGEST_NAME = 200;
    private static final Pattern ADDRESS =
            Pattern.compile("[\\w.+%=/!#$&'*?^`{|}~-]+@[\\w.-]+", Pattern.UNICODE_CHARACTER_CLASS);

    private final List<String> texts = new ArrayList<>();
    private final List<String> htmls = new ArrayList<>();
    private final List<Letter.File> files = new ArrayList<>();
    private int parts;

    private LetterParser() {}

    /** @throws UnreadableMessage when a person has to look: too many parts, too deep, no readable structure */
    static Letter parse(MimeMessage message) throws UnreadableMessage {
        var parser = new LetterParser();
        parser.take(message, 0);
        return parser.letter(message);
    }

    private void take(MimePart part, int depth) throws UnreadableMessage {
        if (++parts > MOST_PARTS) {
            throw new UnreadableMessage(
                    "MAIL-004", "В письме больше %d частей; посмотрите исходник".formatted(MOST_PARTS));
        }
        if (depth > DEEPEST) {
            throw new UnreadableMessage(
                    "MAIL-005", "Письмо вложено само в себя глубже %d раз; посмотрите исходник".formatted(DEEPEST));
        }
        try {
            if (isType(part, "multipart/") && part.getContent() instanceof Multipart multipart) {
                for (int i = 0; i < multipart.getCount(); i++) {
                    BodyPart inner = multipart.getBodyPart(i);
                    if (inner instanceof MimeBodyPart mime) {
                        take(mime, depth + 1);
                    }
                }
            } else if (isText(part, "text/plain")) {
                texts.add(text(part));
            } else if (isText(part, "text/html")) {
                htmls.add(text(part));
            } else {
                files.add(file(part));
            }
        } catch (MessagingException | IOException e) {
            files.add(unreadable(part));
        }
    }

    private Letter letter(MimeMessage message) {
        var html = htmls.isEmpty() ? null : shortened(String.join("\n<hr>\n", htmls));
        var text = texts.stream().anyMatch(t -> !t.isBlank())
                ? texts.stream().filter(t -> !t.isBlank()).map(String::strip).collect(Collectors.joining("\n\n"))
                : html == null ? "" : plain(html);
        var from = address(message, "From").or(() -> address(message, "Sender"));
        return new Letter(
                from.map(LetterParser::lowerCase).filter(LetterParser::isSane).orElse(null),
                from.map(InternetAddress::getPersonal)
                        .map(LetterParser::decoded)
                        .filter(name -> !name.isBlank())
                        .map(name -> name.substring(0, Math.min(name.length(), LONGEST_NAME)))
                        .orElse(null),
                address(message, "Reply-To")
                        .map(LetterParser::lowerCase)
                        .filter(LetterParser::isSane)
                        .orElse(null),
                header(message, "Subject").map(LetterParser::decoded).orElse("").strip(),
                text,
                html == null ? null : HtmlPolicy.sanitize(html),
                List.copyOf(files));
    }

    private static boolean isText(Part part, String type) throws MessagingException {
        return isType(part, type) && !Part.ATTACHMENT.equalsIgnoreCase(disposition(part)) && fileName(part) == null;
    }

    private static boolean isType(Part part, String type) throws MessagingException {
        var actual = part.getContentType();
        return actual.toLowerCase(Locale.ROOT).startsWith(type);
    }

    private static @Nullable String disposition(Part part) {
        try {
            return part.getDisposition();
        } catch (MessagingException e) {
            return null;
        }
    }

    private static String text(MimePart part) throws MessagingException, IOException {
        return Charsets.decode(MimeBytes.of(part), charset(part.getContentType()));
    }

    private static @Nullable String charset(String contentType) {
        try {
            return new ContentType(contentType).getParameter("charset");
        } catch (ParseException e) {
            return null;
        }
    }

    private Letter.File file(MimePart part) throws MessagingException, IOException {
        var letter = isType(part, "message/");
        var otherwise = letter ? "Пересланное письмо.eml" : "Вложение " + (files.size() + 1);
        var name = FileName.clean(fileName(part), otherwise);
        var inline = part.getContentID() != null
                && isType(part, "image/")
                && !Part.ATTACHMENT.equalsIgnoreCase(disposition(part));
        return new Letter.File(name, MimeBytes.of(part), inline);
    }

    /** The part as it stands in the letter, for a person to look at. */
    private Letter.File unreadable(MimePart part) {
        var bytes = new ByteArrayOutputStream();
        try {
            part.writeTo(bytes);
        } catch (MessagingException | IOException e) {
            bytes.reset(); // the letter's original keeps it all the same
        }
        return new Letter.File("Нечитаемая часть " + (files.size() + 1) + ".txt", bytes.toByteArray(), false);
    }

    private static @Nullable String fileName(Part part) {
        try {
            var name = part.getFileName();
            return name == null ? null : decoded(name);
        } catch (MessagingException e) {
            return null;
        }
    }

    private static Optional<InternetAddress> address(Message message, String header) {
        return header(message, header).flatMap(LetterParser::addressIn);
    }

    private static Optional<InternetAddress> addressIn(String header) {
        try {
            for (var address : InternetAddress.parseHeader(header, false)) {
                if (address.getAddress() != null && address.getAddress().contains("@")) {
                    return Optional.of(address);
                }
            }
        } catch (AddressException e) {
            // the pattern below finds what a person would
        }
        return ADDRESS.matcher(header).results().findFirst().map(match -> {
            var address = new InternetAddress();
            address.setAddress(match.group());
            return address;
        });
    }

    private static Optional<String> header(Message message, String name) {
        try {
            var values = message.getHeader(name);
            // Cut before any pattern reads it: a hostile header may be as long as a letter.
            return values == null || values.length == 0
                    ? Optional.empty()
                    : Optional.of(values[0].substring(0, Math.min(values[0].length(), LONGEST_HEADER)));
        } catch (MessagingException e) {
            return Optional.empty();
        }
    }

    private static boolean isSane(String address) {
        return address.length() <= LONGEST_ADDRESS && address.chars().noneMatch(Character::isISOControl);
    }

    private static String lowerCase(InternetAddress address) {
        return address.getAddress().toLowerCase(Locale.ROOT);
    }

    /** RFC 2047 words, or bare 8-bit bytes as old programs send them. */
    private static String decoded(String header) {
        var unfolded = MimeUtility.unfold(header);
        try {
            return Charsets.raw8Bit(MimeUtility.decodeText(unfolded));
        } catch (UnsupportedEncodingException e) {
            return Charsets.raw8Bit(unfolded);
        }
    }

    private static String shortened(String html) {
        return html.length() <= LONGEST_HTML ? html : html.substring(0, LONGEST_HTML);
    }

    /** With the line breaks that a reader would see. */
    private static String plain(String html) {
        var document = Jsoup.parse(html);
        document.select("script, style, head").remove();
        document.select("br").append("\\n");
        document.select("p, div, tr, li, h1, h2, h3, h4, blockquote")
                .prepend("\\n")
                .append("\\n");
        return document.text()
                .replace("\\n", "\n")
                .lines()
                .map(String::strip)
                .collect(Collectors.joining("\n"))
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }
}
