package ru.priyomnaya;

import java.io.IOException;
import ru.priyomnaya.stand.PaperStand;
import ru.priyomnaya.stand.PaperStand.Look;

/** What happens to a letter between the printer and the scanner. */
public final class Paperwork {
    private Paperwork() {}

    /** Signed by hand, scanned well. */
    public static byte[] signed(byte[] letter) {
        return signed(letter, Look.clean());
    }

    public static byte[] signed(byte[] letter, Look look) {
        try {
            return PaperStand.signedAndScanned(letter, look);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
