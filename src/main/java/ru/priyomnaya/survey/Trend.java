package ru.priyomnaya.survey;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import ru.priyomnaya.report.Bar;
import ru.priyomnaya.survey.Results.Month;

/** The months of a survey as lines of a chart: share of those asked who answered, and the mean mark. */
record Trend(List<Line> lines) {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MM.uuuu");
    private static final int BEST = 5;

    /** @param width of the mean mark, in per cent of the best */
    record Line(String month, long asked, long answered, String share, long paper, String mean, String width) {}

    static Trend of(List<Month> months) {
        return new Trend(months.stream()
                .map(one -> new Line(
                        MONTH.format(one.month()),
                        one.asked(),
                        one.answered(),
                        Bar.share(one.answered(), one.asked()),
                        one.paper(),
                        one.mean() == null ? "—" : one.mean().toPlainString().replace('.', ','),
                        String.format(
                                Locale.ROOT,
                                "%.2f%%",
                                one.mean() == null ? 0 : one.mean().doubleValue() * 100 / BEST)))
                .toList());
    }
}
