package ru.priyomnaya.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.report.Figures.OfTopic;

/** The charts of the dashboard that are made of lines with a bar each. Templates call it {@code bars}. */
class Bars {
    private static final int MOST_TOPICS = 10;
    private static final String PLAIN = "PLAIN";

    private final Figures figures;
    private final ListLinks links;

    Bars(Figures figures, ListLinks links) {
        this.figures = figures;
        this.links = links;
    }

    /**
     * @param pattern of the filling, by its name in the template
     * @param share in words, «34 %»
     * @param address of the appeals behind the number; null when the list has no words for them
     * @param width of the longest line, in per cent
     */
    record Bar(
            String name,
            String pattern,
            long count,
            String share,
            @Nullable String address,
            String width) {}

    public List<Bar> times() {
        var answered = figures.answerTime().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return scaled(figures.answerTime().entrySet().stream()
                .map(one -> new Bar(
                        one.getKey().inRussian(), PLAIN, one.getValue(), share(one.getValue(), answered), null, "")));
    }

    public List<Bar> outcomes() {
        return scaled(Arrays.stream(Outcome.values())
                .map(one -> new Bar(
                        one.inRussian(), one.name(), figures.of(one), ofTotal(figures.of(one)), links.of(one), "")));
    }

    /** The ten most frequent and, when there are more, all others together. */
    public List<Bar> topics() {
        var most = figures.topics().stream().limit(MOST_TOPICS).map(this::bar);
        var others = figures.topics().stream()
                .skip(MOST_TOPICS)
                .mapToLong(OfTopic::total)
                .sum();
        return scaled(
                others == 0
                        ? most
                        : Stream.concat(
                                most, Stream.of(new Bar("Остальные", PLAIN, others, ofTotal(others), null, ""))));
    }

    private Bar bar(OfTopic topic) {
        return new Bar(topicName(topic), PLAIN, topic.total(), ofTotal(topic.total()), links.of(topic, null), "");
    }

    public String topicName(OfTopic topic) {
        return topic.name() == null ? "Без темы" : topic.name();
    }

    public long answered() {
        return figures.of(Outcome.IN_TIME) + figures.of(Outcome.LATE);
    }

    public long overdue() {
        return figures.of(Outcome.OVERDUE);
    }

    /** Of those answered by us. */
    public String inTime() {
        return share(figures.of(Outcome.IN_TIME), answered());
    }

    public String ofTotal(long count) {
        return share(count, figures.total());
    }

    private static List<Bar> scaled(Stream<Bar> lines) {
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
    static String share(long count, long of) {
        if (of == 0) {
            return "—";
        }
        var percent = count == of ? 100 : Math.min(99, Math.round(100.0 * count / of));
        return count > 0 && percent == 0 ? "меньше 1 %" : percent + " %";
    }
}
