package ru.priyomnaya.gis.wire;

/** Versions of the format: numbers between dots, compared as numbers. */
public final class WireVersion {
    private WireVersion() {}

    public static boolean isAtLeast(String version, String other) {
        var mine = version.split("\\.");
        var theirs = other.split("\\.");
        for (int i = 0; i < Math.min(mine.length, theirs.length); i++) {
            var difference = Integer.compare(Integer.parseInt(mine[i]), Integer.parseInt(theirs[i]));
            if (difference != 0) {
                return difference > 0;
            }
        }
        return mine.length >= theirs.length;
    }
}
