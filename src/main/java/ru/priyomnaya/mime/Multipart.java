package ru.priyomnaya.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a multipart body (RFC 2046, 5.1) at its boundary lines without copying it. The mail library's own cutting looks at every
 * byte of an attachment several times.
 */
final class Multipart {
    private final byte[] body;
    private final byte[] mark;
    private final List<int[]> slices = new ArrayList<>();

    private Multipart(byte[] body, String boundary) {
        this.body = body;
        this.mark = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
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

    private void cut(int most) {
        int start = -1;
        for (int at = 0; at < body.length && slices.size() < most; ) {
            var next = nextLine(at);
            if (isMark(at)) {
                if (start >= 0) {
                    slices.add(new int[] {start, withoutLineEnd(start, at)});
                }
                if (isLast(at)) {
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

    private boolean isMark(int at) {
        if (at + mark.length > body.length || body[at] != '-') {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if (body[at + i] != mark[i]) {
                return false;
            }
        }
        return endsHere(at + mark.length) || isLast(at);
    }

    /** Nothing but blanks follows on the line: «--ab» is no boundary «--a». */
    private boolean endsHere(int from) {
        int i = from;
        while (i < body.length && (body[i] == ' ' || body[i] == '\t')) {
            i++;
        }
        return i >= body.length || body[i] == '\r' || body[i] == '\n';
    }

    private boolean isLast(int at) {
        var after = at + mark.length;
        return after + 1 < body.length && body[after] == '-' && body[after + 1] == '-' && endsHere(after + 2);
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

    private int nextLine(int at) {
        int i = at;
        while (i < body.length && body[i] != '\n') {
            i++;
        }
        return Math.min(body.length, i + 1);
    }
}
