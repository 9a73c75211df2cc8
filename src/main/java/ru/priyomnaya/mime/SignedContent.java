package ru.priyomnaya.mime;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What an S/MIME signature (RFC 8551) covers. Verification is another's. */
final class SignedContent {
    private SignedContent() {}

    /** The first part of a multipart exactly as it travelled: from the boundary to the line end before the next one. */
    static Optional<byte[]> firstPart(byte[] multipart, String boundary) {
        var text = new String(multipart, StandardCharsets.ISO_8859_1);
        var mark = "--" + boundary;
        var start = text.startsWith(mark) ? 0 : text.indexOf("\n" + mark) + 1;
        if (start == 0 && !text.startsWith(mark)) {
            return Optional.empty();
        }
        var from = text.indexOf('\n', start) + 1;
        var end = from == 0 ? -1 : text.indexOf("\n" + mark, from - 1);
        if (end < from) {
            return Optional.empty();
        }
        var to = text.charAt(end - 1) == '\r' ? end - 1 : end;
        return Optional.of(canonical(text.substring(from, Math.max(from, to))));
    }

    /** With CRLF (RFC 8551, 3.1.1), whatever the servers on the way have made of the line ends. */
    private static byte[] canonical(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
