package ru.priyomnaya.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Undoes double encoding: UTF-8 that some gateway has read as windows-1251 or Latin and written as UTF-8 once more. */
final class Mojibake {
    private static final List<Charset> MISREAD_AS =
            List.of(Charset.forName("windows-1251"), Charset.forName("windows-1252"));
    private static final String LEADS = "РСÐÑ";
    private static final int EVIDENCE = 3;

    private Mojibake() {}

    /** Line by line: a letter may quote a spoiled one and be sound itself. */
    static String repaired(String text) {
        if (!isSuspect(text)) {
            return text;
        }
        return text.lines().map(Mojibake::line).collect(Collectors.joining("\n"));
    }

    private static boolean isSuspect(String text) {
        var leads = 0;
        var foreign = 0;
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            foreign += c > 0x7F ? 1 : 0;
            leads += c > 0x7F && LEADS.indexOf(c) >= 0 ? 1 : 0;
        }
        return leads > EVIDENCE && leads > foreign / 4;
    }

    private static String line(String line) {
        for (var charset : MISREAD_AS) {
            var original = undone(line, charset);
            if (original.isPresent() && RussianLetters.score(original.get()) > RussianLetters.score(line)) {
                return original.get();
            }
        }
        return line;
    }

    private static Optional<String> undone(String line, Charset charset) {
        var bytes = new byte[line.length()];
        var encoder = charset.newEncoder();
        for (int i = 0; i < bytes.length; i++) {
            var c = line.charAt(i);
            if (encoder.canEncode(c)) {
                bytes[i] = line.substring(i, i + 1).getBytes(charset)[0];
            } else if (c <= 0xFF) {
                bytes[i] = (byte) c; // positions that the charset leaves undefined
            } else {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
