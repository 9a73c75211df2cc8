package ru.priyomnaya.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.review.ApplicantTraits.Relation;
import ru.priyomnaya.review.LabelledAppeals.Labelled;

/** Precision and recall of what is suggested, on the labelled set; the figures stand in {@code docs/repeats.md}. */
class SuggestionMeasureTests {
    private static final List<Labelled> SET = LabelledAppeals.all();
    private static final IdentityHashMap<Labelled, Integer[]> BANDS = new IdentityHashMap<>();

    static {
        SET.forEach(one -> BANDS.put(one, one.reviewed().text().bands(0)));
    }

    private static final Duration WINDOW = Duration.ofDays(60);
    private static final double THRESHOLD = 0.55;

    private record Measured(String what, long right, long wrong, long missed) {
        double precision() {
            return right == 0 ? 0 : (double) right / (right + wrong);
        }

        double recall() {
            return right == 0 ? 0 : (double) right / (right + missed);
        }

        Measured print() {
            System.out.printf(
                    "%s: precision %.3f, recall %.3f (right %d, wrong %d, missed %d)%n",
                    what, precision(), recall(), right, wrong, missed);
            return this;
        }
    }

    @Test
    void theSameAppealAgain() {
        var measured = pairs(
                "same appeal",
                (one, two) -> isCandidate(one, two)
                        && Likeness.of(one.reviewed(), two.reviewed()).isSame(THRESHOLD),
                (one, two) -> one.same().equals(two.same()));

        assertThat(measured.precision()).isGreaterThan(0.9);
        assertThat(measured.recall()).isGreaterThan(0.85);
    }

    @Test
    void theSameApplicant() {
        var measured = pairs(
                "same applicant",
                (one, two) -> !Collections.disjoint(
                                one.reviewed().applicant().keys(),
                                two.reviewed().applicant().keys())
                        && one.reviewed().applicant().relationTo(two.reviewed().applicant()) == Relation.SAME,
                (one, two) -> one.person() != null && one.person().equals(two.person()));

        assertThat(measured.precision()).isGreaterThan(0.9);
        assertThat(measured.recall()).isGreaterThan(0.8);
    }

    @Test
    void obsceneWordsInsultsAndThreats() {
        var words = new ForbiddenWords(ForbiddenWords.shipped());
        var measured = each("OBSCENE", one -> words.find(one.wholeText()).isPresent());

        assertThat(measured.precision()).isGreaterThan(0.9);
        assertThat(measured.recall()).isGreaterThan(0.85);
    }

    @Test
    void unreadableText() {
        var measured = each("UNREADABLE", one -> Readability.of(one.text()) < Suggestions.READABLE);

        assertThat(measured.precision()).isGreaterThan(0.9);
        assertThat(measured.recall()).isGreaterThan(0.9);
    }

    @Test
    void nowhereToAnswer() {
        var measured = each(
                "ANONYMOUS",
                one -> !one.fromGis() && !one.reviewed().applicant().isReachable());

        assertThat(measured.precision()).isGreaterThan(0.9);
        assertThat(measured.recall()).isGreaterThan(0.9);
    }

    /** As the index finds them: a shared mark of the applicant, or a shared band of the text. */
    private static boolean isCandidate(Labelled one, Labelled two) {
        return !Collections.disjoint(
                        one.reviewed().applicant().keys(),
                        two.reviewed().applicant().keys())
                || TextSketch.sharedBands(bands(one), bands(two)) > 0;
    }

    private static Integer[] bands(Labelled one) {
        return Objects.requireNonNull(BANDS.get(one));
    }

    private static Measured pairs(
            String what, BiPredicate<Labelled, Labelled> suggested, BiPredicate<Labelled, Labelled> true_) {
        long right = 0;
        long wrong = 0;
        long missed = 0;
        for (var later : SET) {
            for (var earlier : SET) {
                if (earlier.id() >= later.id()
                        || Duration.between(earlier.receivedAt(), later.receivedAt())
                                        .compareTo(WINDOW)
                                > 0) {
                    continue;
                }
                var found = suggested.test(earlier, later);
                var is = true_.test(earlier, later);
                right += found && is ? 1 : 0;
                wrong += found && !is ? 1 : 0;
                missed += !found && is ? 1 : 0;
                if (found != is && Boolean.getBoolean("measure.details")) {
                    System.out.printf(
                            "%s %s: %d %d %s%n",
                            what,
                            found ? "wrong" : "missed",
                            earlier.id(),
                            later.id(),
                            Likeness.of(earlier.reviewed(), later.reviewed()));
                }
            }
        }
        return new Measured(what, right, wrong, missed).print();
    }

    private static Measured each(String ground, Predicate<Labelled> suggested) {
        long right = 0;
        long wrong = 0;
        long missed = 0;
        for (var one : SET) {
            var found = suggested.test(one);
            var is = one.grounds().contains(ground);
            right += found && is ? 1 : 0;
            wrong += found && !is ? 1 : 0;
            missed += !found && is ? 1 : 0;
            if (found != is && Boolean.getBoolean("measure.details")) {
                System.out.printf(
                        "%s %s: %d %.2f %s%n",
                        ground,
                        found ? "wrong" : "missed",
                        one.id(),
                        Readability.of(one.text()),
                        one.wholeText().replace('\n', ' '));
            }
        }
        return new Measured(ground, right, wrong, missed).print();
    }
}
