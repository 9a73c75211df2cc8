package ru.priyomnaya.mime;

/** How much a text looks like Russian: the measure by which readings of the same bytes are compared. */
final class RussianLetters {
    /** Share of each letter in Russian texts, а to я, per ten thousand. */
    private static final int[] SHARES = {
        801, 159, 454, 170, 298, 845, 94, 165, 735, 121, 349, 440, 321, 670, 1097, 281, 473, 547, 626, 262, 26, 97, 48,
        144, 73, 36, 4, 190, 174, 32, 64, 201
    };

    private static final int AVERAGE = 10_000 / SHARES.length;
    private static final double[] WEIGHTS = weights();
    private static final double SHOUT_IN_A_WORD = -4;
    private static final double FOREIGN = -6;
    private static final double BROKEN = -12;

    private RussianLetters() {}

    private static double[] weights() {
        var weights = new double[SHARES.length];
        for (int i = 0; i < SHARES.length; i++) {
            weights[i] = 1 + Math.log((double) SHARES[i] / AVERAGE);
        }
        return weights;
    }

    /** Positive for Russian, about zero for ASCII, negative for what no Russian would write. */
    static double score(String text) {
        double score = 0;
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c > 0x7F) {
                score += ofLetter(before, c, i + 1 < text.length() ? text.charAt(i + 1) : ' ');
            } else if (Character.isLetter(c) && isCyrillic(before)) {
                score += FOREIGN / 2;
            } else if (c < ' ' && c != '\n' && c != '\r' && c != '\t') {
                score += BROKEN;
            }
            before = c;
        }
        return score;
    }

    private static double ofLetter(char before, char c, char after) {
        if (c >= 'а' && c <= 'я') {
            return WEIGHTS[c - 'а'] + (isAsciiLetter(before) ? FOREIGN / 2 : 0);
        }
        if (c >= 'А' && c <= 'Я') {
            if (before >= 'а' && before <= 'я') {
                return SHOUT_IN_A_WORD;
            }
            var shouted = after >= 'А' && after <= 'Я';
            return WEIGHTS[Character.toLowerCase(c) - 'а'] * (shouted ? 0.9 : 0.8);
        }
        if (c == 'ё' || c == 'Ё') {
            return 0;
        }
        if ("«»—–№…“”„’°\u00a0".indexOf(c) >= 0) {
            return 0.5;
        }
        if (c == '\uFFFD' || Character.isISOControl(c)) {
            return BROKEN;
        }
        if (Character.isLetter(c)) {
            // A lone accented letter inside a Latin word is how Europeans write.
            return isAsciiLetter(before) || isAsciiLetter(after) ? 0 : FOREIGN / 2;
        }
        return FOREIGN;
    }

    private static boolean isCyrillic(char c) {
        return c >= 'Ѐ' && c <= 'ӿ';
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
