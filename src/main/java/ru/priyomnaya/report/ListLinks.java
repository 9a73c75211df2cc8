package ru.priyomnaya.report;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Outcome;
import ru.priyomnaya.report.Figures.OfTopic;

/** The list of the appeals behind a figure. Templates call it {@code links}. */
record ListLinks(Figures figures) {
    /** All of those days, or what came by one channel. */
    public String of(ArrivalChart.Column column, @Nullable Channel channel) {
        var address = address(column.first(), column.last());
        return (channel == null ? address : address.queryParam("channel", channel.name())).toUriString();
    }

    public String of(Outcome outcome) {
        return address(figures.from(), figures.until())
                .queryParam("outcome", outcome.name())
                .toUriString();
    }

    /** Of a topic all, or those that stand so. */
    public String of(OfTopic topic, @Nullable Outcome outcome) {
        var address = outcome == null ? address(figures.from(), figures.until()).toUriString() : of(outcome);
        return address + (topic.id() == null ? "&noTopic=true" : "&topic=" + topic.id());
    }

    private UriComponentsBuilder address(LocalDate first, LocalDate last) {
        var address = UriComponentsBuilder.fromPath("/inbox")
                .queryParam("view", "ALL")
                .queryParam("registeredFrom", first)
                .queryParam("registeredTo", last);
        return figures.department() == null ? address : address.queryParam("department", figures.department());
    }
}
