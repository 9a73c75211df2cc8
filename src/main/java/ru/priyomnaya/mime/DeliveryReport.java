package ru.priyomnaya.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Recognises letters of ours that came back: by RFC 3464, and by what servers wrote before it and beside it. */
final class DeliveryReport {
    private static final int LONGEST_DIAGNOSTIC = 500;
    private static final int LOOKED_THROUGH = 200_000;
    private static final int MOST_OF_A_REPORT = 2 << 20;
    private static final Set<String> DAEMONS = Set.of(
            "mailer-daemon",
            "postmaster",
            "mailerdaemon",
            "mail-daemon",
            "maildaemon",
            "mdaemon",
            "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e");
    private static final Pattern SUBJECT = Pattern.compile(
            "(?iu)undeliver|delivery (?:status|failure|failed|problem|notification)|mail delivery|returned mail|failure notice"
                    + "|mail (?:failure|system error)|message (?:not delivered|delivery failure)|non[- ]?delivery|could not be delivered|permanent (?:fatal )?error|warning: message"
                    + "|не ?доставлен|недостав|не удалось доставить|невозможно доставить|возврат письма|ошибка доставки|сообщение возвращено|отчет о доставке|отчёт о доставке");
    private static final Pattern BODY = Pattern.compile(
            "(?iu)this is the qmail-send program|this message was created automatically by mail delivery software"
                    + "|could not be delivered to|delivery to the following recipients? failed|i'm afraid i wasn't able to deliver"
                    + "|не удалось доставить|не может быть доставлено|не было доставлено|не доставлено|письмо не доставлен"
                    + "|user unknown|mailbox (?:is )?(?:full|unavailable|not found)|no such user|recipient (?:address )?rejected|ящик переполнен|не существует");
    private static final Pattern FIELD = Pattern.compile(
            "(?im)^(Diagnostic-Code|Status|Action|Final-Recipient|Original-Recipient):([^\\r\\n]{1,1000}(?:\\r?\\n[ \\t][^\\r\\n]{1,500}){0,5})$");
    private static final Pattern REPLY =
            Pattern.compile("(?m)\\b([45]\\d\\d[ -](?:#?[45]\\.\\d{1,3}\\.\\d{1,3})?[^\\r\\n]{3,300})");
    private static final Pattern ENHANCED = Pattern.compile("#?\\b[45]\\.\\d{1,3}\\.\\d{1,3}\\b[^\\r\\n]{0,300}");
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+%=/!#$&'*?^`{|}~-]{1,64}@[\\w.-]{1,255}");
    private static final Set<String> NOT_FAILED = Set.of("delayed", "delivered", "relayed", "expanded");

    private DeliveryReport() {}

    static Optional<LetterNature> in(OpenLetter opened, Letter letter, byte[] bytes) {
        if (!opened.isReport("delivery-status") && !isHomeMade(opened, letter)) {
            return Optional.empty();
        }
        var report = everything(letter, bytes);
        var fields = report.substring(0, Math.min(report.length(), LOOKED_THROUGH));
        var groups = Group.in(fields);
        var failed = groups.stream().filter(Group::hasFailed).findFirst();
        var passed = groups.stream().filter(group -> !group.action().isEmpty()).findFirst();
        if (failed.isEmpty() && passed.isPresent()) {
            return AutomaticMail.automatic(
                    "MAIL-018", "Отчёт почтового сервера: " + passed.get().action());
        }
        var group = failed.or(() -> groups.stream().findFirst()).orElse(Group.NONE);
        return Optional.of(new LetterNature.Returned(
                report,
                recipient(opened, letter, group.recipient()),
                words((group.status() + " " + group.diagnostic()).strip(), letter),
                isCertain(opened, letter)));
    }

    /** What a report says of one recipient (RFC 3464, 2.3). */
    private record Group(String recipient, String action, String status, String diagnostic) {
        static final Group NONE = new Group("", "", "", "");

        boolean hasFailed() {
            return !action.isEmpty() && !NOT_FAILED.contains(action);
        }

        static List<Group> in(String fields) {
            var groups = new ArrayList<Group>();
            var now = NONE;
            for (var field : FIELD.matcher(fields).results().toList()) {
                var value = HeaderWords.oneLine(field.group(2)).strip();
                var name = field.group(1).toLowerCase(Locale.ROOT);
                if (name.endsWith("recipient") && !now.action().isEmpty()) {
                    groups.add(now);
                    now = NONE;
                }
                now = now.with(name, value);
            }
            if (!now.equals(NONE)) {
                groups.add(now);
            }
            return groups;
        }

        private Group with(String name, String value) {
            return switch (name) {
                case "action" ->
                    new Group(recipient, value.toLowerCase(Locale.ROOT).split("[ (;]", 2)[0], status, diagnostic);
                case "status" -> new Group(recipient, action, status.isEmpty() ? value : status, diagnostic);
                case "diagnostic-code" ->
                    new Group(recipient, action, status, diagnostic.isEmpty() ? value : diagnostic);
                default -> new Group(recipient.isEmpty() ? value : recipient, action, status, diagnostic);
            };
        }
    }

    /** Nobody, or a daemon, writes about a letter that did not arrive. */
    private static boolean isHomeMade(OpenLetter opened, Letter letter) {
        if (opened.header("X-Failed-Recipients").isPresent()) {
            return true;
        }
        var from = letter.from() == null ? "" : letter.from().address();
        var local = from.contains("@") ? from.substring(0, from.indexOf('@')) : from;
        if (!opened.hasEmptyReturnPath() && !DAEMONS.contains(local)) {
            return false;
        }
        return SUBJECT.matcher(letter.subject()).find()
                || (DAEMONS.contains(local)
                        && (BODY.matcher(beginning(letter.text())).find()
                                || ENHANCED.matcher(beginning(letter.text())).find()));
    }

    /** «Postmaster» may be a person, and a site's form has no return path: a subject or a phrase alone proves nothing. */
    private static boolean isCertain(OpenLetter opened, Letter letter) {
        var from = letter.from() == null ? "" : letter.from().address();
        var daemon = DAEMONS.contains(from.replaceFirst("@.*", "")) && !from.startsWith("postmaster@");
        return opened.isReport("delivery-status")
                || opened.header("X-Failed-Recipients").isPresent()
                || daemon
                || (SUBJECT.matcher(letter.subject()).find()
                        && (BODY.matcher(beginning(letter.text())).find()
                                || ENHANCED.matcher(beginning(letter.text())).find()));
    }

    private static String everything(Letter letter, byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, MOST_OF_A_REPORT), StandardCharsets.ISO_8859_1)
                + "\n"
                + letter.text()
                + letter.files().stream()
                        .filter(file -> file.bytes().length <= LOOKED_THROUGH)
                        .map(file -> "\n" + new String(file.bytes(), StandardCharsets.ISO_8859_1))
                        .collect(Collectors.joining());
    }

    private static Optional<String> recipient(OpenLetter opened, Letter letter, String field) {
        var named = field.contains(";") ? field.substring(field.indexOf(';') + 1) : field;
        var from = letter.from() == null ? "" : letter.from().address();
        return Correspondents.first(named)
                .or(() -> opened.header("X-Failed-Recipients").flatMap(Correspondents::first))
                .map(Correspondent::address)
                .or(() -> ADDRESS.matcher(beginning(letter.text()))
                        .results()
                        .map(match -> match.group().toLowerCase(Locale.ROOT))
                        .filter(address -> !address.equals(from))
                        .filter(address -> !address.startsWith("postmaster@"))
                        .findFirst());
    }

    /** The server's own words: fields of the report, or the line with its reply code. */
    private static String words(String fields, Letter letter) {
        var found = fields;
        if (found.length() < 8) {
            var text = beginning(letter.text());
            var reply = REPLY.matcher(text);
            var enhanced = ENHANCED.matcher(text);
            found = (found + " " + (reply.find() ? reply.group(1) : enhanced.find() ? enhanced.group() : "")).strip();
        }
        if (found.isEmpty()) {
            return "Почтовый сервер вернул письмо";
        }
        return found.length() <= LONGEST_DIAGNOSTIC ? found : found.substring(0, LONGEST_DIAGNOSTIC);
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), LOOKED_THROUGH / 10));
    }
}
