package ru.priyomnaya.gis.wire;

/**
 * How long the texts of an import may be, in characters, by the version of importAnswerRequest (changelog NEWHCS-24837: limits
 * since 15.11.0.0).
 */
public record TextLimits(int redirectLeast, int rollOverLeast, int notRequiredLeast, int most, int answerMost) {
    private static final int COMMENT = 1_000;
    private static final int ANSWER = 10_000;

    /** @param version {@code 12.2.0.13}, {@code 13.2.1.0}, {@code 15.11.0.0} or a later one */
    public static TextLimits of(String version) {
        return WireVersion.isAtLeast(version, "15.11.0.0")
                ? new TextLimits(100, 20, 20, COMMENT, ANSWER)
                : new TextLimits(0, 1, 1, COMMENT, ANSWER);
    }
}
