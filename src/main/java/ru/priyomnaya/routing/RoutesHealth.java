package ru.priyomnaya.routing;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Names routes that do not run and files that were left out. */
@Component("routesHealthIndicator")
class RoutesHealth extends AbstractHealthIndicator {
    private final Routes routes;
    private final RouteFiles files;

    RoutesHealth(Routes routes, RouteFiles files) {
        this.routes = routes;
        this.files = files;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        var stopped = routes.all().stream()
                .filter(route -> !route.state().equals("Started"))
                .toList();
        builder.up();
        if (!stopped.isEmpty() || !files.problems().isEmpty()) {
            builder.down();
        }
        stopped.forEach(route -> builder.withDetail(route.id(), route.state()));
        files.problems().forEach(builder::withDetail);
    }
}
