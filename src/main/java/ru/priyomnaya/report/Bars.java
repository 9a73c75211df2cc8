package ru.priyomnaya.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import ru.priyomnaya.appeal.Outcome;
import ru.priyomnaya.report.Figures.OfTopic;

/** The charts of the dashboard that are made of lines with a bar each. Templates call it {@code bars}. */
class Bars {
    private static final int MOST_TOPICS = 10;

    private final Figures figures;
    private final ListLinks links;

    Bars(Figures figures, ListLinks links) {
        this.figures = figures;
        this.links = links;
    }

    public List<Bar> times() {
        var answered = figures.answerTime().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return Bar.scaled(figures.answerTime().entrySet().stream()
                .map(one -> new Bar(
                        one.getKey().inRussian(),
                        Bar.PLAIN,
                        one.getValue(),
                        Bar.share(one.getValue(), answered),
                        null,
                        "")));
    }

    public List<Bar> outcomes() {
        return Bar.scaled(Arrays.stream(Outcome.values())
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
        return Bar.scaled(
                others == 0
                        ? most
                        : Stream.concat(
                                most, Stream.of(new Bar("Остальные", Bar.PLAIN, others, ofTotal(others), null, ""))));
    }

    private Bar bar(OfTopic topic) {
        return new Bar(topicName(topic), Bar.PLAIN, topic.total(), ofTotal(topic.total()), links.of(topic, null), "");
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
        return Bar.share(figures.of(Outcome.IN_TIME), answered());
    }

    public String ofTotal(long count) {
        return Bar.share(count, figures.total());
    }
}
