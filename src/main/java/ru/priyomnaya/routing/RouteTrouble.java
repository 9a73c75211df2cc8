package ru.priyomnaya.routing;

import java.sql.SQLException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes that a route failed this time; the next poll tries again. */
@RouteBean("routeTrouble")
class RouteTrouble {
    private static final Logger log = LoggerFactory.getLogger(RouteTrouble.class);

    private final ChannelPulse pulse;

    RouteTrouble(ChannelPulse pulse) {
        this.pulse = pulse;
    }

    /** Says so in the log, and in the channel's pulse when the database can be reached. */
    public void note(Exchange exchange) {
        var route = String.valueOf(exchange.getFromRouteId());
        var cause = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
        var error = cause == null ? "неизвестная ошибка" : sentence(cause);
        log.error("Маршрут {}: {}", route, error);
        try {
            pulse.failed(route, error);
        } catch (RuntimeException databaseIsDown) {
            log.error("Маршрут {}: состояние не записано: {}", route, sentence(databaseIsDown));
        }
    }

    /** The innermost cause: «Connection refused» rather than what wrapped it. */
    private static String sentence(Throwable problem) {
        var root = problem;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        // What a database says may quote the row that it refused.
        return root instanceof SQLException sql
                ? root.getClass().getSimpleName() + ": SQLState " + sql.getSQLState()
                : root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
