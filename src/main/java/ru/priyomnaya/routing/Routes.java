package ru.priyomnaya.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The routes as they run. */
@Service
public class Routes {
    private final CamelContext context;

    Routes(CamelContext context) {
        this.context = context;
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

    private RouteView view(Route route) {
        var id = route.getId();
        var state = String.valueOf(context.getRouteController().getRouteStatus(id));
        var management = context.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
        var managed = management == null ? null : management.getManagedRoute(id);
        if (managed == null) {
            return new RouteView(id, route.getDescription(), state, 0, 0, 0, null, null);
        }
        try {
            var last = managed.getLastExchangeCompletedTimestamp();
            return new RouteView(
                    id,
                    route.getDescription(),
                    state,
                    managed.getExchangesCompleted(),
                    managed.getExchangesFailed(),
                    managed.getExchangesInflight(),
                    last == null ? null : last.toInstant(),
                    Duration.ofMillis(managed.getUptimeMillis()));
        } catch (Exception e) { // JMX declares it; reading a counter does not throw
            throw new IllegalStateException(e);
        }
    }
}
