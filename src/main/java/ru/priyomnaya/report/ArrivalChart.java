package ru.priyomnaya.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ru.priyomnaya.appeal.Channel;

/**
 * Appeals by day, stacked by channel. Places and sizes are percentages of the drawing, as SVG takes them.
 *
 * @param top what the height of the drawing stands for: even, 2 or more
 * @param channels those that occur, with their sums
 */
record ArrivalChart(ChartStep step, long top, List<Column> columns, List<Tick> ticks, Map<Channel, Long> channels) {
    private static final int MOST_TICKS = 6;
    private static final double FILLED = 0.84;

    /** @param name of the day, the week or the month */
    record Column(
            String name,
            LocalDate first,
            LocalDate last,
            long total,
            Map<Channel, Long> channels,
            String x,
            String width,
            List<Part> parts) {}

    record Part(Channel channel, long count, String y, String height) {}

    record Tick(String text, String x) {}

    static ArrivalChart of(Figures figures) {
        var step = ChartStep.of(figures.from(), figures.until());
        var sums = new ArrayList<Sum>();
        for (var first = figures.from(); !first.isAfter(figures.until()); ) {
            var end = step.end(first);
            var last = end.isAfter(figures.until()) ? figures.until() : end;
            sums.add(new Sum(first, last, new EnumMap<>(Channel.class)));
            first = last.plusDays(1);
        }
        var at = sums.iterator();
        var sum = at.next();
        var channels = new EnumMap<Channel, Long>(Channel.class);
        for (var day : figures.days()) {
            while (day.day().isAfter(sum.last())) {
                sum = at.next();
            }
            var into = sum.channels();
            day.channels().forEach((channel, count) -> {
                into.merge(channel, count, Long::sum);
                channels.merge(channel, count, Long::sum);
            });
        }
        return new ArrivalChart(step, top(sums), columns(step, sums), ticks(step, sums), channels);
    }

    private record Sum(LocalDate first, LocalDate last, EnumMap<Channel, Long> channels) {
        long total() {
            return channels.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** A round number not below the highest column, with a whole half. */
    private static long top(List<Sum> sums) {
        var highest = sums.stream().mapToLong(Sum::total).max().orElse(0);
        for (long power = 1; ; power *= 10) {
            for (long digit = power == 1 ? 2 : 1; digit <= 10; digit += power == 1 ? 2 : 1) {
                if (digit * power >= highest) {
                    return digit * power;
                }
            }
        }
    }

    private static List<Column> columns(ChartStep step, List<Sum> sums) {
        var top = top(sums);
        var slot = 100.0 / sums.size();
        var columns = new ArrayList<Column>();
        for (var sum : sums) {
            var parts = new ArrayList<Part>();
            var below = 0L;
            for (var channel : sum.channels().entrySet()) {
                below += channel.getValue();
                parts.add(new Part(
                        channel.getKey(),
                        channel.getValue(),
                        percent(100.0 * (top - below) / top),
                        percent(100.0 * channel.getValue() / top)));
            }
            columns.add(new Column(
                    step.name(sum.first(), sum.last()),
                    sum.first(),
                    sum.last(),
                    sum.total(),
                    sum.channels(),
                    percent(slot * (columns.size() + (1 - FILLED) / 2)),
                    percent(slot * FILLED),
                    parts));
        }
        return columns;
    }

    private static List<Tick> ticks(ChartStep step, List<Sum> sums) {
        var every = Math.max(1, (sums.size() + MOST_TICKS - 1) / MOST_TICKS);
        var ticks = new ArrayList<Tick>();
        for (var n = 0; n < sums.size(); n += every) {
            ticks.add(new Tick(step.tick(sums.get(n).first()), percent(100.0 * (n + 0.5) / sums.size())));
        }
        return ticks;
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share);
    }
}
