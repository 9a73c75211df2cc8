package ru.priyomnaya.report;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of a chart that is made of lines with a bar each.
 *
 * @param pattern of the filling, by its name in the template
 * @param share in words, «34 %»
 * @param address of the appeals behind the number; null when the list has no words for them
 * @param width of the longest line, in per cent
 */
public record Bar(
        String name,
        String pattern,
        long count,
        String share,
        @Nullable String address,
        String width) {
    /** The filling of bars that need not be told from each other. */
    public static final String PLAIN = "PLAIN";

    /** The longest fills the drawing. */
    public static List<Bar> scaled(Stream<Bar> lines) {
        var bars = lines.toList();
        var longest = bars.stream().mapToLong(Bar::count).max().orElse(0);
        return bars.stream()
                .map(bar -> new Bar(
                        bar.name(),
                        bar.pattern(),
                        bar.count(),
                        bar.share(),
                        bar.address(),
                        ArrivalChart.percent(longest == 0 ? 0 : 100.0 * bar.count() / longest)))
                .toList();
    }

    /** «34 %», «меньше 1 %», «—» of nothing. Rounded down short of the whole, so that 100 % means all. */
    public static String share(long count, long of) {
        if (of == 0) {
            return "—";
        }
        var percent = count == of ? 100 : Math.min(99, Math.round(100.0 * count / of));
        return count > 0 && percent == 0 ? "меньше 1 %" : percent + " %";
    }
}
