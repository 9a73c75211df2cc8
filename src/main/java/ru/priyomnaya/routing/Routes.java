package ru.priyomnaya.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import ru.priyomnaya.routing.RouteEvent.RouteSwitched;

/** The routes as they run. */
@Service
public class Routes {
    private final CamelContext context;
    private final ChannelPulse pulse;
    private final ApplicationEventPublisher events;

    Routes(CamelContext context, ChannelPulse pulse, ApplicationEventPublisher events) {
        this.context = context;
        this.pulse = pulse;
        this.events = events;
    }

    /**
     * @param state Camel's word: Started, Stopped, Suspended
     * @param inFlight exchanges in work now
     */
    public record RouteView(
            String id,
            @Nullable String description,
            String state,
            long completed,
            long failed,
            long inFlight,
            @Nullable Instant lastSuccess,
            @Nullable Duration uptime) {}

    /** By id. */
    public List<RouteView> all() {
        return context.getRoutes().stream()
                .map(this::view)
                .sorted(Comparator.comparing(RouteView::id))
                .toList();
    }

    /**
     * How it went since the route was last put in.
     *
     * @param failures handled by the error policy or not
     * @param successes without a failure
     */
    record Tally(long failures, long successes, @Nullable String lastProblem) {}

    Tally tally(String id) {
        return counted(id, new Tally(0, 0, null), counters -> {
            var handled = counters.getFailuresHandled();
            return new Tally(
                    counters.getExchangesFailed() + handled,
                    counters.getExchangesCompleted() - handled,
                    pulse.problemOf(id).orElse(null));
        });
    }

    /** What a person may tell a route. */
    public enum Command {
        START,
        STOP,
        SUSPEND,
        RESUME
    }

    /**
     * Waits for what is in flight.
     *
     * @throws IllegalArgumentException when there is no such route
     * @throws IllegalStateException when it cannot, with why
     */
    @PreAuthorize("hasRole('IT')")
    public void tell(String id, Command command) {
        if (context.getRoute(id) == null) {
            throw new IllegalArgumentException("Такого маршрута нет");
        }
        var controller = context.getRouteController();
        try {
            switch (command) {
                case START -> controller.startRoute(id);
                case STOP -> controller.stopRoute(id);
                case SUSPEND -> controller.suspendRoute(id);
                case RESUME -> controller.resumeRoute(id);
            }
        } catch (Exception e) { // whatever its endpoint throws
            throw new IllegalStateException("Маршрут не переключился: " + Cause.of(e), e);
        }
        events.publishEvent(new RouteSwitched(id, command.name().toLowerCase(Locale.ROOT)));
    }

    private interface Counted<T> {
        T from(ManagedRouteMBean counters) throws Exception;
    }

    private <T> T counted(String id, T uncounted, Counted<T> reading) {
        var management = context.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
        var counters = management == null ? null : management.getManagedRoute(id);
        if (counters == null) {
            return uncounted;
        }
        try {
            return reading.from(counters);
        } catch (Exception e) { // JMX declares it; reading a counter does not throw
            throw new IllegalStateException(e);
        }
    }

    private RouteView view(Route route) {
        var id = route.getId();
        var state = String.valueOf(context.getRouteController().getRouteStatus(id));
        var uncounted = new RouteView(id, route.getDescription(), state, 0, 0, 0, null, null);
        return counted(id, uncounted, counters -> {
            var last = counters.getLastExchangeCompletedTimestamp();
            return new RouteView(
                    id,
                    route.getDescription(),
                    state,
                    counters.getExchangesCompleted(),
                    counters.getExchangesFailed(),
                    counters.getExchangesInflight(),
                    last == null ? null : last.toInstant(),
                    Duration.ofMillis(counters.getUptimeMillis()));
        });
    }
}
