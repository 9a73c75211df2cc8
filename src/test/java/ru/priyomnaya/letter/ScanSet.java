package ru.priyomnaya.letter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ru.priyomnaya.stand.PaperStand;
import ru.priyomnaya.stand.PaperStand.Look;
import ru.priyomnaya.stand.PaperStand.Tone;

/** Letters as scanners see them: every distortion that an office knows, drawn by chance from a fixed seed. */
final class ScanSet {
    private static final int[] RESOLUTIONS = {150, 200, 300, 600};

    private static final List<Tone> TONES = List.of(Tone.GREY, Tone.PALE, Tone.BLACK, Tone.FAX);

    private ScanSet() {}

    /** @param inkRight how often the hand-written signature was seen, or its absence, of those that were asked */
    record Measured(
            int pages, int matched, int wrong, int inkRight, int inkAsked, double pagesPerSecond, List<String> missed) {
        double share() {
            return (double) matched / pages;
        }
    }

    /** Skewed by ±10°, turned by quarters, 150 to 600 dpi, grey, pale, black and white, faxed; each page of a letter of its own. */
    static Measured measure(int pages) throws IOException {
        var random = new Random(20261123);
        var missed = new ArrayList<String>();
        int matched = 0;
        int wrong = 0;
        int inkRight = 0;
        int inkAsked = 0;
        long nanos = 0;
        for (int n = 0; n < pages; n++) {
            var tone = TONES.get(n % TONES.size());
            // A fax machine has one resolution.
            var dpi = tone == Tone.FAX ? 200 : RESOLUTIONS[(n / 4) % RESOLUTIONS.length];
            var look =
                    new Look(random.nextDouble() * 20 - 10, random.nextInt(4), dpi, tone, random.nextDouble() * 14, n);
            var key = key(random);
            var letter = Printed.letter(Printed.text(1).substring(0, 400 + random.nextInt(600)), key, 1 + n % 5);
            var signed = n % 3 != 0;
            var scan = signed ? PaperStand.signedAndScanned(letter, look) : PaperStand.scanned(letter, look);
            var before = System.nanoTime();
            var found = ScannedLetters.read(scan).get(0).code();
            nanos += System.nanoTime() - before;
            if (found == null) {
                missed.add(look.toString());
            } else if (found.letter().equals(new LetterCode(key, 1 + n % 5)) && found.page() == 1) {
                matched++;
                inkAsked++;
                inkRight += ScannedLetters.isSigned(letter, scan) == signed ? 1 : 0;
            } else {
                wrong++;
            }
        }
        return new Measured(pages, matched, wrong, inkRight, inkAsked, pages / (nanos / 1e9), missed);
    }

    private static String key(Random random) {
        return random.ints(12, 0, 32)
                .collect(
                        StringBuilder::new,
                        (key, at) -> key.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(at)),
                        StringBuilder::append)
                .toString();
    }
}
