package ru.priyomnaya.gis;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import ru.priyomnaya.gis.GisChannel.Regular;
import ru.priyomnaya.gis.wire.Requests;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.routing.RouteBean;
import ru.priyomnaya.signing.SigningFailure;

/** Asks regularly: for new appeals, after open ones, for organisations that somebody waits for, for topics. */
@RouteBean(
        value = "gisPull",
        does =
                "ставит в очередь обмена с ГИС ЖКХ вопросы, которым пришло время (новые обращения, открытые обращения, организации, темы); без `priyomnaya.gis.base-url` и `.org-ppa-guid` ничего не делает",
        gives = "сколько вопросов поставлено")
class GisPull {
    private static final Duration TOPICS_EVERY = Duration.ofDays(1);
    private static final Duration TOPICS_AT_FIRST = Duration.ofHours(1);
    private static final Duration ORGANIZATIONS_EVERY = Duration.ofMinutes(1);

    private final GisProperties properties;
    private final GisChannel channel;
    private final Exchanges exchanges;
    private final Mirror mirror;
    private final GisOrganizations organizations;
    private final GisTopics topics;
    private final Organizations own;
    private final Asks asks;
    private final PollSchedule schedule;
    private final Clock clock;

    GisPull(
            GisProperties properties,
            GisChannel channel,
            Exchanges exchanges,
            Mirror mirror,
            GisOrganizations organizations,
            GisTopics topics,
            Organizations own,
            Asks asks,
            Clock clock) {
        this.properties = properties;
        this.channel = channel;
        this.exchanges = exchanges;
        this.mirror = mirror;
        this.organizations = organizations;
        this.topics = topics;
        this.own = own;
        this.asks = asks;
        this.schedule = new PollSchedule(properties.polling());
        this.clock = clock;
    }

    /** Puts the questions that are due; one of a kind at a time. Returns how many. */
    public int ask() throws IOException {
        if (!properties.isConfigured() || !channel.hold() || channel.stopped().isPresent()) {
            return 0;
        }
        try {
            return window() + refresh() + organizations() + topics();
        } catch (SigningFailure e) {
            channel.unsigned(e);
            return 0;
        }
    }

    /** By day of creation; the windows overlap, and what is known is recognised. */
    private int window() throws IOException {
        if (exchanges.isOpen(Operation.EXPORT_WINDOW) || !channel.isDue(Regular.WINDOW, properties.poll())) {
            return 0;
        }
        var today = LocalDate.ofInstant(clock.instant(), own.first().zone());
        asks.ask(
                Operation.EXPORT_WINDOW,
                List.of(today.minusDays(properties.windowDays()).toString(), today.toString()));
        return 1;
    }

    /** No filter says «changed since»: open appeals are asked after by name. */
    private int refresh() throws IOException {
        if (exchanges.isOpen(Operation.EXPORT_APPEALS) || !channel.isDue(Regular.REFRESH, properties.refresh())) {
            return 0;
        }
        var open = mirror.open();
        var asked = 0;
        for (int from = 0; from < open.size(); from += Requests.MOST_GUIDS) {
            var portion = open.subList(from, Math.min(from + Requests.MOST_GUIDS, open.size()));
            asks.ask(
                    Operation.EXPORT_APPEALS,
                    portion.stream().map(Object::toString).toList());
            asked++;
        }
        return asked;
    }

    private int organizations() throws IOException {
        var wanted = organizations.wanted();
        if (wanted.isEmpty()
                || exchanges.isOpen(Operation.EXPORT_ORGANIZATIONS)
                || !channel.isDue(Regular.ORGANIZATIONS, schedule.pause(ORGANIZATIONS_EVERY))) {
            return 0;
        }
        asks.ask(Operation.EXPORT_ORGANIZATIONS, wanted);
        return 1;
    }

    private int topics() throws IOException {
        var every = topics.isEmpty() ? TOPICS_AT_FIRST : TOPICS_EVERY;
        if (exchanges.isOpen(Operation.EXPORT_TOPICS) || !channel.isDue(Regular.TOPICS, every)) {
            return 0;
        }
        asks.ask(Operation.EXPORT_TOPICS, List.of("1"));
        return 1;
    }
}
