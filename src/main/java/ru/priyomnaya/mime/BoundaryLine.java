package ru.priyomnaya.mime;

import java.nio.charset.StandardCharsets;

/**
 * The line that divides the parts of a multipart: two hyphens and the boundary, and two hyphens more behind the last part
 * (RFC 2046, 5.1.1). Nothing but blanks may follow: «--ab» is no boundary «--a».
 */
final class BoundaryLine {
    private final byte[] mark;

    BoundaryLine(String boundary) {
        this.mark = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @param at where a line begins */
    boolean isAt(byte[] body, int at) {
        return startsAt(body, at) && (endsAt(body, at + mark.length) || isLastAt(body, at));
    }

    boolean isLastAt(byte[] body, int at) {
        var after = at + mark.length;
        return startsAt(body, at)
                && after + 1 < body.length
                && body[after] == '-'
                && body[after + 1] == '-'
                && endsAt(body, after + 2);
    }

    private boolean startsAt(byte[] body, int at) {
        if (at + mark.length > body.length || body[at] != '-') {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if (body[at + i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsAt(byte[] body, int from) {
        int i = from;
        while (i < body.length && (body[i] == ' ' || body[i] == '\t')) {
            i++;
        }
        return i >= body.length || body[i] == '\r' || body[i] == '\n';
    }
}
