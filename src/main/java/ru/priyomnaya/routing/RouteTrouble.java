package ru.priyomnaya.routing;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes that a route failed this time; the next poll tries again. */
@RouteBean(
        value = "routeTrouble",
        does = "только для политик ошибок: записывает сбой маршрута; следующая попытка — в свой срок",
        gives = "ничего")
class RouteTrouble {
    private static final Logger log = LoggerFactory.getLogger(RouteTrouble.class);

    private final ChannelPulse pulse;

    RouteTrouble(ChannelPulse pulse) {
        this.pulse = pulse;
    }

    /** Says so in the log, and in the channel's pulse when the database can be reached; the next try waits for its time. */
    public void note(Exchange exchange) {
        exchange.setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, false); // or a greedy route would spin
        var route = String.valueOf(exchange.getFromRouteId());
        var cause = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
        var error = cause == null ? "неизвестная ошибка" : Cause.of(cause);
        log.error("Маршрут {}: {}", route, error);
        try {
            pulse.failed(route, error);
        } catch (RuntimeException databaseIsDown) {
            log.error("Маршрут {}: состояние не записано: {}", route, Cause.of(databaseIsDown));
        }
    }
}
