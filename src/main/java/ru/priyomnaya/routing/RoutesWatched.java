package ru.priyomnaya.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.springframework.stereotype.Component;
import ru.priyomnaya.concern.Concern;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.ConcernLimits;
import ru.priyomnaya.concern.Watched;

/** Files that were not taken, routes that stand, steps that do not end. */
@Component
class RoutesWatched implements Watched {
    private final Routes routes;
    private final RouteFiles files;
    private final CamelContext context;
    private final ConcernLimits limits;

    RoutesWatched(Routes routes, RouteFiles files, CamelContext context, ConcernLimits limits) {
        this.routes = routes;
        this.files = files;
        this.context = context;
        this.limits = limits;
    }

    @Override
    public String watches() {
        return "Маршруты";
    }

    @Override
    public boolean ofThisNode() {
        return true;
    }

    @Override
    public List<Concern> concerns() {
        var concerns = new ArrayList<Concern>();
        files.problems()
                .forEach((file, problems) -> concerns.add(new Concern(
                        ConcernKind.ROUTE_FILE,
                        file,
                        "Файл %s не принят, работает прежний: %s".formatted(file, String.join("; ", problems)))));
        for (var route : routes.all()) {
            if (!route.state().equals("Started")) {
                concerns.add(new Concern(
                        ConcernKind.ROUTE_STOPPED,
                        route.id(),
                        "Маршрут %s остановлен: запустите его на странице «Маршруты»".formatted(route.id())));
            } else if (isHanging(route.id())) {
                concerns.add(new Concern(
                        ConcernKind.ROUTE_STOPPED,
                        route.id(),
                        "Шаг маршрута %s не кончается дольше %d минут"
                                .formatted(route.id(), limits.queue().toMinutes())));
            }
        }
        return concerns;
    }

    private boolean isHanging(String route) {
        var oldest = context.getInflightRepository().oldest(route);
        return oldest != null && Duration.ofMillis(oldest.getDuration()).compareTo(limits.queue()) > 0;
    }
}
