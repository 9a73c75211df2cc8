package ru.priyomnaya.reader;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a file is by its first bytes; its name may claim anything. */
enum FileKind {
    PDF,
    /** Word and Excel before 2007. */
    OLE,
    /** DOCX, XLSX, PPTX, ODT, ODS. */
    ZIP,
    RTF,
    TEXT,
    /** Pictures and whatever else has no text for us. */
    OTHER;

    private static final int HEAD = 1024;

    static FileKind of(byte[] bytes) {
        var head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        if (head.startsWith("PK\3\4")) {
            return ZIP;
        }
        if (head.startsWith("\u00d0\u00cf\u0011\u00e0")) {
            return OLE;
        }
        if (head.startsWith("{\\rtf")) {
            return RTF;
        }
        if (head.contains("%PDF-")) {
            return PDF;
        }
        return isText(bytes) ? TEXT : OTHER;
    }

    private static boolean isText(byte[] bytes) {
        var head = Arrays.copyOf(bytes, Math.min(bytes.length, HEAD));
        for (var b : head) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
                return false;
            }
        }
        return head.length > 0;
    }
}
