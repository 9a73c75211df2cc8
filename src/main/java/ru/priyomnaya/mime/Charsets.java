package ru.priyomnaya.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads text whose declared charset may be missing, unknown or wrong. */
public final class Charsets {
    /** What Russians have written in, most usual first: the choice that a person has when the program has guessed wrong. */
    public static final List<String> CHOICE =
            List.of("UTF-8", "windows-1251", "KOI8-R", "ISO-8859-5", "IBM866", "UTF-16LE", "x-MacCyrillic");

    private static final List<Charset> ONE_BYTE = Stream.of("windows-1251", "KOI8-R", "ISO-8859-5", "IBM866")
            .map(Charset::forName)
            .toList();
    private static final Charset LATIN = Charset.forName("windows-1252");

    /** Declared by mistake often enough to be doubted. */
    private static final Set<String> DOUBTFUL = Set.of(
            "us-ascii",
            "utf-8",
            "iso-8859-1",
            "iso-8859-15",
            "windows-1252",
            "windows-1251",
            "koi8-r",
            "koi8-u",
            "iso-8859-5",
            "ibm866",
            "x-maccyrillic");

    private static final int SAMPLE = 20_000;
    private static final int LONGEST_NAME = 60;
    private static final double EVIDENCE = 12;

    private Charsets() {}

    /** @param charset the one that was used; {@code wrong} says that another one had been declared */
    record Decoded(String text, Charset charset, boolean wrong) {}

    static String decode(byte[] bytes, @Nullable String declared) {
        return read(bytes, declared).text();
    }

    static Decoded read(byte[] bytes, @Nullable String declared) {
        var named = named(declared);
        if (isAscii(bytes) && named.map(Charsets::keepsAscii).orElse(true)) {
            return new Decoded(new String(bytes, StandardCharsets.US_ASCII), StandardCharsets.US_ASCII, false);
        }
        if (named.isPresent() && !DOUBTFUL.contains(named.get().name().toLowerCase(Locale.ROOT))) {
            var strict = strictly(bytes, named.get());
            if (strict.isPresent()) {
                return new Decoded(strict.get(), named.get(), false);
            }
        }
        var marked = byMark(bytes);
        var utf8 = strictly(bytes, StandardCharsets.UTF_8);
        var charset = marked.orElseGet(() -> utf8.isPresent() ? StandardCharsets.UTF_8 : best(bytes, named));
        var text = utf8.isPresent() && charset.equals(StandardCharsets.UTF_8) ? utf8.get() : new String(bytes, charset);
        return new Decoded(
                Mojibake.repaired(withoutMark(text)),
                charset,
                named.filter(charset::equals).isEmpty() && declared != null);
    }

    static String readAs(byte[] bytes, Charset charset) {
        return withoutMark(new String(bytes, charset));
    }

    /** Header text that the mail library read byte by byte although it was not ASCII. */
    static String raw8Bit(String header) {
        var foreign = false;
        for (int i = 0; i < header.length(); i++) {
            var c = header.charAt(i);
            if (c > 0xFF) {
                return header;
            }
            foreign |= c > 0x7F;
        }
        return foreign ? decode(header.getBytes(StandardCharsets.ISO_8859_1), null) : header;
    }

    static Optional<Charset> named(@Nullable String name) {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        var bare = name.strip().replace("\"", "").replace("'", "").toLowerCase(Locale.ROOT);
        try {
            return Optional.of(
                    switch (bare) {
                        case "cp-1251", "win-1251", "win1251", "windows1251", "x-cp1251", "ansi" -> ONE_BYTE.get(0);
                        case "koi8", "koi-8", "koi8r" -> ONE_BYTE.get(1);
                        case "x-mac-cyrillic", "mac-cyrillic", "maccyrillic" -> Charset.forName("x-MacCyrillic");
                        case "dos", "866", "cp-866", "ibm-866" -> ONE_BYTE.get(3);
                        case "utf8", "utf-8", "unicode-1-1-utf-8" -> StandardCharsets.UTF_8;
                        case "iso-8859-1", "latin1" -> LATIN;
                        default -> Charset.forName(bare);
                    });
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static boolean keepsAscii(Charset charset) {
        var name = charset.name().toLowerCase(Locale.ROOT);
        return !name.startsWith("utf-16")
                && !name.startsWith("utf-32")
                && !name.startsWith("iso-2022")
                && !name.contains("hz");
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Charset> byMark(byte[] bytes) {
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return Optional.empty();
    }

    private static Charset best(byte[] bytes, Optional<Charset> declared) {
        var sample = bytes.length > SAMPLE ? Arrays.copyOf(bytes, SAMPLE) : bytes;
        var candidates = Stream.of(
                        declared.stream(),
                        ONE_BYTE.stream(),
                        Stream.of(StandardCharsets.UTF_8, LATIN),
                        looksWide(sample)
                                ? Stream.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)
                                : Stream.<Charset>empty())
                .flatMap(charsets -> charsets)
                .distinct()
                .toList();
        var winner = candidates.get(0);
        var most = RussianLetters.score(new String(sample, winner)) + (declared.isPresent() ? EVIDENCE : 0);
        for (var candidate : candidates.subList(1, candidates.size())) {
            var score = RussianLetters.score(new String(sample, candidate));
            if (score > most) {
                winner = candidate;
                most = score;
            }
        }
        return winner;
    }

    /** Every second byte is the high one of a Cyrillic or an ASCII character. */
    private static boolean looksWide(byte[] bytes) {
        var high = 0;
        for (byte b : bytes) {
            if (b == 0 || b == 4) {
                high++;
            }
        }
        return bytes.length % 2 == 0 && high > bytes.length / 3;
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(withoutMark(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
