package ru.priyomnaya.review;

import ru.priyomnaya.review.ApplicantTraits.Relation;

/**
 * How like two appeals are.
 *
 * @param text 0 to 1: trigram similarity, or nine tenths of the containment where one text lies in the other
 */
record Likeness(Relation applicant, double text, boolean otherMarks) {
    private static final double QUOTED = 0.9;
    private static final double UNCERTAIN_APPLICANT = 0.15;

    static Likeness of(Reviewed one, Reviewed two) {
        return new Likeness(
                one.applicant().relationTo(two.applicant()),
                Math.max(one.text().similarity(two.text()), QUOTED * one.text().containment(two.text())),
                one.text().differsInMarks(two.text()));
    }

    /**
     * Whether to propose them as one appeal.
     *
     * @param threshold 0 to 1; for applicants of whom only a name or nothing is known it is 0.15 higher
     */
    boolean isSame(double threshold) {
        return switch (applicant) {
            case SAME -> !otherMarks && text >= threshold;
            case NAMESAKE, UNKNOWN -> !otherMarks && text >= threshold + UNCERTAIN_APPLICANT;
            case OTHER -> false;
        };
    }

    /** An appeal as it is compared. */
    record Reviewed(ApplicantTraits applicant, TextSketch text) {}
}
