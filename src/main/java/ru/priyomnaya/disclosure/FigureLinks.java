package ru.priyomnaya.disclosure;

import java.time.LocalDate;
import java.time.YearMonth;
import org.springframework.web.util.UriComponentsBuilder;
import ru.priyomnaya.appeal.Outcome;
import ru.priyomnaya.disclosure.Part.OfExecutor;

/** The list of the appeals behind a figure: as many as the figure says. Templates call it {@code links}. */
record FigureLinks(Report report) {
    /**
     * Of the period.
     *
     * @param narrowed names of filters and their values in turn
     */
    public String of(Part part, String... narrowed) {
        return address(part, report.from(), report.until(), narrowed);
    }

    /** Of the same days a year before. */
    public String before(Part part, String... narrowed) {
        return address(part, report.beforeFrom(), report.beforeUntil(), narrowed);
    }

    /** Of a month, as far as it belongs to the period. */
    public String of(Part part, YearMonth month, String... narrowed) {
        var first = month.atDay(1);
        var last = month.atEndOfMonth();
        return address(
                part,
                first.isBefore(report.from()) ? report.from() : first,
                last.isAfter(report.until()) ? report.until() : last,
                narrowed);
    }

    /** Visits of a month with a time on record. */
    public String visits(Part part, YearMonth month) {
        return of(part, month, "timed", "true", "form", "VISIT");
    }

    /** What came from afar in a month, with a time on record. */
    public String calls(Part part, YearMonth month) {
        return of(part, month, "timed", "true", "remote", "true");
    }

    public String late(Part part, OfExecutor by) {
        return of(part, ofExecutor(by, Outcome.LATE));
    }

    public String overdue(Part part, OfExecutor by) {
        return of(part, ofExecutor(by, Outcome.OVERDUE));
    }

    private static String[] ofExecutor(OfExecutor by, Outcome outcome) {
        return by.id() == null
                ? new String[] {"outcome", outcome.name(), "noExecutor", "true"}
                : new String[] {"outcome", outcome.name(), "executorId", by.id().toString()};
    }

    private static String address(Part part, LocalDate first, LocalDate last, String... narrowed) {
        var address = UriComponentsBuilder.fromPath("/inbox")
                .queryParam("view", "ALL")
                .queryParam("counted", true)
                .queryParam("registeredFrom", first)
                .queryParam("registeredTo", last);
        if (part.department() != null) {
            address.queryParam("department", part.department());
        } else if (part.name() != null) {
            address.queryParam("noDepartment", true);
        }
        for (int n = 0; n < narrowed.length; n += 2) {
            address.queryParam(narrowed[n], narrowed[n + 1]);
        }
        return address.toUriString();
    }
}
