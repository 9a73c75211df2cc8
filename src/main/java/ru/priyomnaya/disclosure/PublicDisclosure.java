package ru.priyomnaya.disclosure;

import java.time.LocalDate;
import java.util.List;
import ru.priyomnaya.disclosure.Part.Late;

/**
 * What the public may read of a year: no personal data, no names of staff, no departments. It is kept as JSON; fields may be
 * added, never renamed, so that what was published can be read for ever.
 *
 * @param organization whose figures they are
 * @param asOf the day on which it was counted
 */
record PublicDisclosure(
        int year,
        String organization,
        LocalDate from,
        LocalDate until,
        LocalDate asOf,
        Part figures,
        WorkingTime workingTime,
        List<Done> measures) {
    /** A measure of the quality programme. */
    record Done(String text, String planned, String done) {}

    static PublicDisclosure of(int year, String organization, Report report) {
        return new PublicDisclosure(
                year,
                organization,
                report.from(),
                report.until(),
                report.asOf(),
                anonymous(report.whole()),
                report.workingTime(),
                report.measures().stream()
                        .map(measure -> new Done(measure.text(), measure.planned(), measure.done()))
                        .toList());
    }

    private static Part anonymous(Part of) {
        var late = of.late();
        return new Part(
                null,
                null,
                null,
                of.total(),
                of.kinds(),
                of.topics(),
                of.forms(),
                of.channels(),
                of.outcomes(),
                of.ended(),
                of.grounds(),
                of.extended(),
                of.repeated(),
                of.collective(),
                new Late(late.answered(), late.open(), late.days(), late.mostDays(), late.reasons(), List.of()),
                of.served(),
                of.marks());
    }
}
