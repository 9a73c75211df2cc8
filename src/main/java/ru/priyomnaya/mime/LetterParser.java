package ru.priyomnaya.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.document.FileName;
import ru.priyomnaya.signing.SignedContents;

/** Walks through the parts of one letter, permissively: a part that cannot be read is kept as a file, the rest stays. */
final class LetterParser {
    private static final int MOST_PARTS = 500;
    private static final int DEEPEST = 30;
    private static final int LONGEST_TEXT = 2_000_000;
    private static final int MOST_SEALED = 3;
    private static final int LONGEST_STUB = 300;

    /** Bytes looked through for boundaries: parts within parts are read once for each level. */
    private static final long MOST_SCANNED = 400L << 20;

    private final @Nullable Charset forced;
    private final List<Letter.File> files = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable Correspondent forwardedFrom;
    private Letter.@Nullable Signature signature;
    private int parts;
    private long scanned;
    private int sealed;

    private LetterParser(@Nullable Charset forced) {
        this.forced = forced;
    }

    /**
     * @param forced reads every text in this charset, whatever is declared; null: the program finds out
     * @throws UnreadableLetter when a person has to look: too many parts, too deep, encrypted, one piece of several
     */
    static Letter parse(OpenLetter letter, @Nullable Charset forced) throws UnreadableLetter {
        var parser = new LetterParser(forced);
        var blocks = parser.take(letter.message(), 0);
        return parser.letter(letter, blocks);
    }

    /** One stretch of text, in one form or both. */
    private record Block(@Nullable String plain, @Nullable String html) {
        String text() {
            if (html == null) {
                return plain == null ? "" : plain;
            }
            if (plain == null || plain.isBlank()) {
                return HtmlText.of(html);
            }
            if (plain.length() > LONGEST_STUB || html.length() < 2 * plain.length()) {
                return plain;
            }
            // «Your program does not show HTML» says less than the letter.
            var words = HtmlText.of(html);
            return isStub(plain, words) ? words : plain;
        }

        private static boolean isStub(String plain, String words) {
            return plain.toLowerCase(Locale.ROOT).contains("html")
                    && !words.toLowerCase(Locale.ROOT).contains("html");
        }
    }

    private List<Block> take(MimePart part, int depth) throws UnreadableLetter {
        if (++parts > MOST_PARTS) {
            throw new UnreadableLetter(
                    "MAIL-004", "В письме больше %d частей; посмотрите исходник".formatted(MOST_PARTS));
        }
        if (depth > DEEPEST) {
            throw new UnreadableLetter(
                    "MAIL-005", "Письмо вложено само в себя глубже %d раз; посмотрите исходник".formatted(DEEPEST));
        }
        try {
            return content(part, PartNames.field(part, "Content-Type"), depth);
        } catch (MessagingException | IOException e) {
            notes.add("Часть %d не читается, сохранена как файл".formatted(parts));
            files.add(asItStands(part));
            return List.of();
        }
    }

    private List<Block> content(MimePart part, HeaderField type, int depth)
            throws MessagingException, IOException, UnreadableLetter {
        var kind = type.value();
        if (kind.startsWith("multipart/")) {
            return multipart(part, type, depth);
        }
        if (kind.equals("message/partial")) {
            throw new UnreadableLetter("MAIL-010", "Это кусок большого письма, разрезанного почтовой программой");
        }
        if (kind.equals("application/pkcs7-mime") || kind.equals("application/x-pkcs7-mime")) {
            return opaque(part, depth);
        }
        if (isText(part, kind)) {
            return List.of(text(part, type, kind));
        }
        addFile(part, kind);
        return List.of();
    }

    private boolean isText(MimePart part, String kind) {
        var textual = kind.isEmpty()
                || kind.equals("text")
                || kind.equals("text/plain")
                || kind.equals("text/html")
                || kind.equals("text/enriched")
                || !kind.contains("/");
        return textual && !PartNames.isAttached(part) && PartNames.fileName(part) == null;
    }

    private List<Block> multipart(MimePart part, HeaderField type, int depth)
            throws MessagingException, IOException, UnreadableLetter {
        var kind = type.value();
        if (kind.equals("multipart/encrypted")) {
            throw encrypted();
        }
        var raw = Transfer.raw(part);
        scanned += raw.length;
        if (scanned > MOST_SCANNED) {
            throw new UnreadableLetter("MAIL-005", "Письмо слишком велико и вложено само в себя; посмотрите исходник");
        }
        var boundary = Boundary.in(raw, type.parameter("boundary").orElse(null));
        var inside =
                boundary.isEmpty() ? List.<MimeBodyPart>of() : Multipart.parts(raw, boundary.get(), MOST_PARTS + 1);
        if (boundary.isEmpty() || inside.isEmpty()) {
            notes.add("Границы частей не найдены, показано целиком");
            return List.of(new Block(decoded(raw, null), null));
        }
        if (kind.equals("multipart/signed")) {
            note(signed(raw, boundary.get(), inside, type));
        }
        var children = new ArrayList<List<Block>>();
        for (var child : inside) {
            children.add(take(child, depth + 1));
        }
        var blocks = children.stream().flatMap(List::stream).toList();
        return kind.equals("multipart/alternative") ? alternatives(blocks) : blocks;
    }

    /** The forms of one text: all plain ones, all HTML ones. */
    private static List<Block> alternatives(List<Block> blocks) {
        var plain = blocks.stream()
                .map(Block::plain)
                .filter(text -> text != null && !text.isBlank())
                .collect(Collectors.joining("\n\n"));
        var html = blocks.stream().map(Block::html).filter(text -> text != null).collect(Collectors.joining("\n"));
        return blocks.isEmpty() ? blocks : List.of(new Block(plain, html.isEmpty() ? null : html));
    }

    private Letter.@Nullable Signature signed(byte[] raw, String boundary, List<MimeBodyPart> inside, HeaderField type)
            throws MessagingException, IOException {
        var content = SignedContent.firstPart(raw, boundary);
        if (content.isEmpty()) {
            return null;
        }
        var verifiable = type.parameter("protocol")
                .map(p -> p.toLowerCase(Locale.ROOT).contains("pkcs7"))
                .orElse(false);
        var cms = verifiable && inside.size() > 1 ? Transfer.decoded(inside.get(1)) : null;
        return new Letter.Signature(Letter.Form.SIGNED, content.get(), cms);
    }

    private List<Block> opaque(MimePart part, int depth) throws MessagingException, IOException, UnreadableLetter {
        var cms = Transfer.decoded(part);
        scanned += cms.length;
        if (scanned > MOST_SCANNED || ++sealed > MOST_SEALED) {
            throw new UnreadableLetter(
                    "MAIL-005", "Письмо вложено само в себя подписью за подписью; посмотрите исходник");
        }
        var content = SignedContents.of(cms);
        if (content.isPresent()) {
            note(new Letter.Signature(Letter.Form.OPAQUE, content.get(), cms));
            return take(new MimeBodyPart(new SharedByteArrayInputStream(content.get())), depth + 1);
        }
        if (depth == 0) {
            throw encrypted();
        }
        addFile(part, "application/pkcs7-mime");
        return List.of();
    }

    private void note(Letter.@Nullable Signature found) {
        if (signature == null && found != null) {
            signature = found;
            notes.add("Письмо подписано электронной подписью");
        }
    }

    private static UnreadableLetter encrypted() {
        return new UnreadableLetter(
                "MAIL-006", "Письмо зашифровано: попросите отправителя прислать его без шифрования");
    }

    private Block text(MimePart part, HeaderField type, String kind) throws MessagingException, IOException {
        var found = InlineCodes.in(Transfer.decoded(part));
        if (!found.files().isEmpty()) {
            notes.add("Файлы были вписаны в текст: %d".formatted(found.files().size()));
            files.addAll(found.files());
        }
        var declared = type.parameter("charset")
                .or(() -> HtmlCharset.in(found.rest(), kind))
                .orElse(null);
        var text = decoded(found.rest(), declared);
        if (kind.equals("text/html") || kind.equals("text/enriched") || looksLikeHtml(text)) {
            return new Block(null, text);
        }
        var flowed = type.parameter("format")
                .map(format -> format.equalsIgnoreCase("flowed"))
                .orElse(false);
        var deletes = type.parameter("delsp")
                .map(delete -> delete.equalsIgnoreCase("yes"))
                .orElse(false);
        return new Block(flowed ? FlowedText.joined(text, deletes) : text, null);
    }

    private String decoded(byte[] bytes, @Nullable String declared) {
        if (forced != null) {
            return cut(Charsets.readAs(bytes, forced));
        }
        var read = Charsets.read(bytes, declared);
        if (read.wrong()) {
            notes.add("Кодировка: объявлена %s, прочитано как %s"
                    .formatted(shown(declared), read.charset().name()));
        }
        return cut(read.text());
    }

    /** What stands in a header is foreign text: it may not reach a note unchecked. */
    private static String shown(@Nullable String declared) {
        return Charsets.named(declared).map(Charset::name).orElse("неизвестная");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    /** 1C and its like send pages as plain text. */
    private static boolean looksLikeHtml(String text) {
        var start = text.stripLeading();
        var head = start.substring(0, Math.min(start.length(), 15)).toLowerCase(Locale.ROOT);
        return head.startsWith("<!doctype html") || head.startsWith("<html");
    }

    private void addFile(MimePart part, String kind) throws MessagingException, IOException {
        var otherwise = kind.equals("message/rfc822")
                ? "Пересланное письмо.eml"
                : kind.equals("text/calendar") ? "Приглашение.ics" : "Вложение " + (files.size() + 1);
        var name = FileName.clean(PartNames.fileName(part), otherwise);
        var bytes = Transfer.decoded(part);
        var inline = part.getContentID() != null && kind.startsWith("image/") && !PartNames.isAttached(part);
        files.add(new Letter.File(name, bytes, inline));
        if (kind.equals("message/rfc822") || name.toLowerCase(Locale.ROOT).endsWith(".eml")) {
            propose(OpenLetter.of(bytes).header("From").flatMap(Correspondents::first));
        } else if (OutlookFiles.isTnef(bytes)) {
            unpacked("winmail.dat", OutlookFiles.inTnef(bytes));
        } else if (OutlookFiles.isMsg(name, bytes)) {
            unpacked("письмо Outlook", OutlookFiles.inMsg(bytes));
            propose(OutlookFiles.senderOfMsg(bytes));
        }
    }

    private void unpacked(String what, List<Letter.File> found) {
        notes.add("Раскрыто: %s, файлов %d".formatted(what, found.size()));
        files.addAll(found);
    }

    private void propose(Optional<Correspondent> sender) {
        if (forwardedFrom == null) {
            forwardedFrom = sender.orElse(null);
        }
    }

    /** The part as it stands in the letter, for a person to look at. */
    private Letter.File asItStands(MimePart part) {
        var bytes = new ByteArrayOutputStream();
        try {
            part.writeTo(bytes);
        } catch (MessagingException | IOException e) {
            bytes.reset(); // the letter's original keeps it all the same
        }
        return new Letter.File("Нечитаемая часть " + (files.size() + 1) + ".txt", bytes.toByteArray(), false);
    }

    private Letter letter(OpenLetter letter, List<Block> blocks) throws UnreadableLetter {
        var text = blocks.stream()
                .map(Block::text)
                .map(String::strip)
                .filter(block -> !block.isEmpty())
                .collect(Collectors.joining("\n\n"));
        if (text.startsWith("-----BEGIN PGP MESSAGE-----")) {
            throw encrypted();
        }
        var subject = letter.subject(forced);
        var from = letter.header("From")
                .flatMap(Correspondents::first)
                .or(() -> letter.header("Sender").flatMap(Correspondents::first))
                .orElse(null);
        var proposed = forwardedFrom != null
                ? forwardedFrom
                : Forwarded.in(subject, text).orElse(null);
        return new Letter(
                from,
                letter.header("Reply-To").flatMap(Correspondents::first).orElse(null),
                subject,
                text,
                html(blocks),
                List.copyOf(files),
                proposed == null || (from != null && from.address().equals(proposed.address())) ? null : proposed,
                signature,
                List.copyOf(notes));
    }

    /** Plain stretches stand among the others: Apple Mail mixes both around its attachments. */
    private static @Nullable String html(List<Block> blocks) {
        if (blocks.stream().allMatch(block -> block.html() == null)) {
            return null;
        }
        var html = blocks.stream()
                .map(block ->
                        block.html() != null ? block.html() : HtmlPolicy.preformatted(String.valueOf(block.plain())))
                .collect(Collectors.joining("\n"));
        return HtmlPolicy.sanitize(cut(html));
    }
}
