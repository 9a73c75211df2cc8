package ru.priyomnaya.report;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.report.Figures.OfTopic;

/**
 * The list of the appeals behind a figure, where the list of appeals has words for it; null where it has none. Templates call it
 * {@code links}.
 */
record ListLinks(Figures figures, LocalDate today) {
    /** All of those days, or what came by one channel. */
    public String of(ArrivalChart.Column column, @Nullable Channel channel) {
        var address = address(column.first(), column.last());
        return (channel == null ? address : address.queryParam("channel", channel.name())).toUriString();
    }

    /** The list knows what is open and what ended without an answer, not when an answer left. */
    public @Nullable String of(Outcome outcome) {
        var address = address(figures.from(), figures.until());
        return switch (outcome) {
            case OVERDUE -> address.queryParam("overdue", true).toUriString();
            case OPEN ->
                address.queryParam("status", open(true))
                        .queryParam("dueFrom", today)
                        .toUriString();
            case ENDED -> address.queryParam("status", open(false)).toUriString();
            case IN_TIME, LATE, ELSEWHERE -> null;
        };
    }

    /** Of a topic all, or those that stand so. */
    public @Nullable String of(OfTopic topic, @Nullable Outcome outcome) {
        if (topic.id() == null) {
            return null;
        }
        var address = outcome == null ? address(figures.from(), figures.until()).toUriString() : of(outcome);
        return address == null ? null : address + "&topic=" + topic.id();
    }

    private UriComponentsBuilder address(LocalDate first, LocalDate last) {
        var address = UriComponentsBuilder.fromPath("/inbox")
                .queryParam("view", "ALL")
                .queryParam("registeredFrom", first)
                .queryParam("registeredTo", last);
        return figures.department() == null ? address : address.queryParam("department", figures.department());
    }

    private static String open(boolean open) {
        return Arrays.stream(AppealStatus.values())
                .filter(status -> status != AppealStatus.SENT && status != AppealStatus.CLOSED)
                .filter(status -> status.isOpen() == open)
                .map(Enum::name)
                .collect(Collectors.joining(","));
    }
}
