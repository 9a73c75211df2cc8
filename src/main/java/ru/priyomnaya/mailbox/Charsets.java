package ru.priyomnaya.mailbox;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/** Reads text whose declared charset may be missing, unknown or wrong. */
final class Charsets {
    private static final Charset RUSSIAN_WINDOWS = Charset.forName("windows-1251");

    private Charsets() {}

    static String decode(byte[] bytes, @Nullable String declared) {
        return named(declared)
                .flatMap(charset -> strictly(bytes, charset))
                .or(() -> strictly(bytes, StandardCharsets.UTF_8))
                .orElseGet(() -> new String(bytes, guess(bytes)));
    }

    /** Header text that the mail library read byte by byte although it was not ASCII. */
    static String raw8Bit(String header) {
        var foreign = header.chars().anyMatch(c -> c > 0x7F && c <= 0xFF)
                && header.chars().allMatch(c -> c <= 0xFF);
        return foreign ? decode(header.getBytes(StandardCharsets.ISO_8859_1), null) : header;
    }

    private static Optional<Charset> named(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(name.strip().replace("\"", "")));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Charset guess(byte[] bytes) {
        var detector = new UniversalDetector();
        detector.handleData(bytes, 0, bytes.length);
        detector.dataEnd();
        // Short Russian texts look Macintosh to the detector; nobody here has written in that for thirty years.
        return named(detector.getDetectedCharset())
                .filter(charset -> !charset.name().equalsIgnoreCase("x-MacCyrillic"))
                .orElse(RUSSIAN_WINDOWS);
    }
}
