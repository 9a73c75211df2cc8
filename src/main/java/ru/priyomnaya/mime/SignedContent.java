package ru.priyomnaya.mime;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What an S/MIME signature (RFC 8551) covers. Verification is another's. */
final class SignedContent {
    private SignedContent() {}

    /** The first part of a multipart, from the boundary to the line end before the next one. */
    static Optional<byte[]> firstPart(byte[] multipart, String boundary) {
        return Multipart.first(multipart, boundary).map(SignedContent::canonical);
    }

    /** With CRLF (RFC 8551, 3.1.1), whatever the servers on the way have made of the line ends. */
    private static byte[] canonical(byte[] part) {
        return new String(part, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
