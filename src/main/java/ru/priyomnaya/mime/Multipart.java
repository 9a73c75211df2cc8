package ru.priyomnaya.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a multipart body (RFC 2046, 5.1) at its boundary lines without copying it. The mail library's own cutting looks at every
 * byte of an attachment several times.
 */
final class Multipart {
    private final byte[] body;
    private final BoundaryLine boundary;
    private final List<int[]> slices = new ArrayList<>();

    private Multipart(byte[] body, String boundary) {
        this.body = body;
        this.boundary = new BoundaryLine(boundary);
    }

    /** The parts in order; what stands before the first and after the last boundary is no part. */
    static List<MimeBodyPart> parts(byte[] body, String boundary, int most) throws MessagingException {
        var multipart = new Multipart(body, boundary);
        multipart.cut(most);
        var parts = new ArrayList<MimeBodyPart>(multipart.slices.size());
        for (var slice : multipart.slices) {
            if (!HeaderSection.isSane(body, slice[0], slice[1])) {
                throw new MessagingException("A part has more headers than can be read");
            }
            parts.add(new MimeBodyPart(new SharedByteArrayInputStream(body, slice[0], slice[1] - slice[0])));
        }
        return parts;
    }

    /** The first part exactly as it travelled; nothing when no boundary ends it. */
    static Optional<byte[]> first(byte[] body, String boundary) {
        var multipart = new Multipart(body, boundary);
        multipart.cut(1);
        return multipart.slices.stream()
                .filter(slice -> slice[1] < body.length)
                .findFirst()
                .map(slice -> Arrays.copyOfRange(body, slice[0], slice[1]));
    }

    private void cut(int most) {
        int start = -1;
        for (int at = 0; at < body.length && slices.size() < most; ) {
            var next = Lines.next(body, at);
            if (boundary.isAt(body, at)) {
                if (start >= 0) {
                    slices.add(new int[] {start, withoutLineEnd(start, at)});
                }
                if (boundary.isLastAt(body, at)) {
                    return;
                }
                start = next;
            }
            at = next;
        }
        if (start >= 0 && slices.size() < most) {
            slices.add(new int[] {start, body.length}); // the end is missing
        }
    }

    /** The line end before a boundary belongs to the boundary. */
    private int withoutLineEnd(int start, int at) {
        int end = at;
        if (end > start && body[end - 1] == '\n') {
            end--;
        }
        if (end > start && body[end - 1] == '\r') {
            end--;
        }
        return end;
    }
}
