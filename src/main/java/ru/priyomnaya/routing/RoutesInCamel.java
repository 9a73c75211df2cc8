package ru.priyomnaya.routing;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.model.Model;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Takes routes out of the running Camel and puts others in, after what is in flight has ended. */
final class RoutesInCamel {
    private static final long PATIENCE_SECONDS = 30;

    private final CamelContext context;

    RoutesInCamel(CamelContext context) {
        this.context = context;
    }

    CamelContext context() {
        return context;
    }

    /** Their messages did not end in time; they go on. */
    static final class StillBusy extends Exception {
        StillBusy(String id) {
            super("сообщения маршрута %s не закончились за %d с".formatted(id, PATIENCE_SECONDS));
        }
    }

    /**
     * @throws StillBusy when a message in flight did not end: then all go on as before
     */
    void takeOut(List<String> ids) throws Exception {
        for (var id : ids) {
            if (context.getRoute(id) != null && !stops(id)) {
                for (var other : ids) {
                    context.getRouteController().startRoute(other);
                }
                throw new StillBusy(id);
            }
        }
        for (var id : ids) {
            context.removeRoute(id);
        }
    }

    private boolean stops(String id) throws Exception {
        return context.getRouteController().getRouteStatus(id) == ServiceStatus.Stopped
                || context.getRouteController().stopRoute(id, PATIENCE_SECONDS, TimeUnit.SECONDS, true);
    }

    void putIn(String file, String yaml) throws Exception {
        var model = Objects.requireNonNull(context.getCamelContextExtension().getContextPlugin(Model.class));
        for (var id : RouteCheck.policiesIn(yaml).toList()) {
            var before = model.getRouteConfigurationDefinition(id);
            if (before != null) { // Camel refuses a policy that it knows
                model.removeRouteConfiguration(before);
            }
        }
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(file, yaml));
    }
}
