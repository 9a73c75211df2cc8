package ru.priyomnaya.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.ParseException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.intake.Reading;

/** Tells letters written by programs from letters written by people. */
final class AutomaticMail {
    /** Marks what we send; whoever returns it to us is a loop. */
    static final String OUR_MARK = "X-Priyomnaya";

    private static final Set<String> LIST_PRECEDENCE = Set.of("bulk", "junk", "list", "auto_reply");
    private static final Set<String> DAEMONS = Set.of("mailer-daemon", "postmaster", "mailerdaemon");
    private static final Pattern REPORT_FIELD = Pattern.compile("(?im)^(Diagnostic-Code|Status|Action):(.{1,1000})$");
    private static final int LONGEST_HEADER = 1_000;
    private static final Pattern BOUNCE_SUBJECT = Pattern.compile(
            "(?iu)undeliver|delivery (status|failure|failed)|mail delivery|returned mail|failure notice|не доставлено|недоставк|не удалось доставить");
    private static final int LONGEST_DIAGNOSTIC = 500;

    private AutomaticMail() {}

    /** @param letter the bytes of {@code message} */
    static Optional<Reading> recognise(MimeMessage message, Letter parsed, byte[] letter, Set<String> ownAddresses)
            throws MessagingException {
        if (isBounce(message, parsed)) {
            return Optional.of(bounce(letter));
        }
        if (first(message, OUR_MARK) != null) {
            return automatic("MAIL-011", "Наше собственное письмо вернулось к нам");
        }
        if (parsed.from() != null && ownAddresses.contains(parsed.from())) {
            return automatic("MAIL-012", "Письмо с нашего собственного адреса");
        }
        // RFC 3834, section 5: the value «no» is a person; anything else is not. Parameters and comments may follow.
        var submitted = keyword(first(message, "Auto-Submitted"));
        if (!submitted.isEmpty() && !submitted.equals("no")) {
            return automatic("MAIL-013", "Автоматическое письмо: Auto-Submitted");
        }
        if (isReport(message, "disposition-notification")) {
            return automatic("MAIL-014", "Уведомление о прочтении");
        }
        if (LIST_PRECEDENCE.contains(keyword(first(message, "Precedence")))) {
            return automatic("MAIL-015", "Массовая рассылка: Precedence");
        }
        if (first(message, "List-Id") != null || first(message, "List-Unsubscribe") != null) {
            return automatic("MAIL-016", "Массовая рассылка");
        }
        if (first(message, "X-Autoreply") != null || first(message, "X-Autorespond") != null) {
            return automatic("MAIL-017", "Автоответчик");
        }
        return Optional.empty();
    }

    private static Optional<Reading> automatic(String code, String sentence) {
        return Optional.of(new Reading.Automatic(code, sentence));
    }

    private static boolean isBounce(MimeMessage message, Letter parsed) throws MessagingException {
        if (isReport(message, "delivery-status")) {
            return true;
        }
        var returnPath = first(message, "Return-Path");
        var fromNobody = returnPath != null && returnPath.replaceAll("\\s", "").equals("<>");
        var local = parsed.from() == null ? "" : parsed.from().replaceFirst("@.*", "");
        return (fromNobody || DAEMONS.contains(local))
                && BOUNCE_SUBJECT.matcher(parsed.subject()).find();
    }

    private static boolean isReport(MimeMessage message, String type) throws MessagingException {
        try {
            var contentType = new ContentType(message.getContentType());
            return contentType.match("multipart/report")
                    && type.equalsIgnoreCase(contentType.getParameter("report-type"));
        } catch (ParseException e) {
            return false;
        }
    }

    private static Reading bounce(byte[] letter) {
        var raw = new String(letter, StandardCharsets.ISO_8859_1);
        String diagnostic = "";
        String status = "";
        for (var field : REPORT_FIELD.matcher(raw).results().toList()) {
            var value = field.group(2).strip();
            switch (field.group(1).toLowerCase(Locale.ROOT)) {
                case "action" -> {
                    if (value.equalsIgnoreCase("delayed") || value.equalsIgnoreCase("delivered")) {
                        return new Reading.Automatic("MAIL-018", "Отчёт почтового сервера: " + value);
                    }
                }
                case "status" -> status = value;
                default -> diagnostic = value;
            }
        }
        var sentence = (status + " " + diagnostic).strip();
        return new Reading.Bounce(
                List.copyOf(MessageReference.allIn(raw)),
                sentence.isEmpty() ? "Почтовый сервер вернул письмо" : shortened(sentence));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_DIAGNOSTIC ? text : text.substring(0, LONGEST_DIAGNOSTIC);
    }

    /** The first word, without comments and parameters. */
    private static String keyword(@Nullable String header) {
        return header == null
                ? ""
                : shortened(header)
                        .replaceAll("\\([^()]*\\)", "")
                        .replaceFirst(";.*", "")
                        .strip()
                        .toLowerCase(Locale.ROOT);
    }

    private static @Nullable String first(MimeMessage message, String name) throws MessagingException {
        var values = message.getHeader(name);
        // Cut before any pattern reads it: a hostile header may be as long as a letter.
        return values == null || values.length == 0
                ? null
                : values[0].substring(0, Math.min(values[0].length(), LONGEST_HEADER));
    }
}
