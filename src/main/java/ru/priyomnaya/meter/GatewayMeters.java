package ru.priyomnaya.meter;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import ru.priyomnaya.alarm.Alarms;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.intake.IntakeFigures;
import ru.priyomnaya.node.Nodes;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.ChannelPulse.Pulse;
import ru.priyomnaya.routing.Routes;
import ru.priyomnaya.routing.Routes.RouteView;

/**
 * Looked up when the page {@code /actuator/prometheus} is asked for, a few cheap queries. While the database is away only the
 * routes are told.
 */
@Component
class GatewayMeters implements MultiCollector {
    private final Routes routes;
    private final ChannelPulse pulse;
    private final IntakeFigures intake;
    private final Outbox outbox;
    private final Alarms alarms;
    private final Nodes nodes;

    GatewayMeters(
            PrometheusRegistry registry,
            Routes routes,
            ChannelPulse pulse,
            IntakeFigures intake,
            Outbox outbox,
            Alarms alarms,
            Nodes nodes) {
        this.routes = routes;
        this.pulse = pulse;
        this.intake = intake;
        this.outbox = outbox;
        this.alarms = alarms;
        this.nodes = nodes;
        registry.register(this);
    }

    @Override
    public MetricSnapshots collect() {
        var snapshots = new ArrayList<MetricSnapshot>();
        routes(snapshots);
        try {
            channels(snapshots);
            queues(snapshots);
        } catch (DataAccessException | TransactionException databaseIsAway) {
            snapshots.removeIf(snapshot -> snapshot.getDataPoints().isEmpty());
        }
        return new MetricSnapshots(snapshots);
    }

    private void routes(List<MetricSnapshot> snapshots) {
        var all = routes.all();
        snapshots.add(
                counter("priyomnaya_route_completed", "Exchanges of a route without failure", all, r -> r.completed()));
        snapshots.add(counter("priyomnaya_route_failed", "Exchanges of a route that failed", all, r -> r.failed()));
        snapshots.add(gauge("priyomnaya_route_in_flight", "Exchanges in work", all, RouteView::id, r -> r.inFlight()));
        snapshots.add(gauge(
                "priyomnaya_route_running",
                "1 while the route runs",
                all,
                RouteView::id,
                r -> r.state().equals("Started") ? 1 : 0));
    }

    private void channels(List<MetricSnapshot> snapshots) {
        var all = pulse.all();
        snapshots.add(gauge(
                "priyomnaya_channel_last_success_seconds",
                "Unix time of the last success",
                all.stream().filter(one -> one.lastSuccessAt() != null).toList(),
                Pulse::channel,
                one -> seconds(one.lastSuccessAt())));
        snapshots.add(gauge(
                "priyomnaya_channel_failing",
                "1 while the channel only fails",
                all,
                Pulse::channel,
                one -> one.failingSince() == null ? 0 : 1));
    }

    private void queues(List<MetricSnapshot> snapshots) {
        var waiting = new LinkedHashMap<String, Long>();
        waiting.put("intake_unread", intake.unread());
        waiting.put("intake_quarantined", intake.quarantined());
        waiting.put("deliveries_waiting", outbox.waiting());
        waiting.put("deliveries_for_a_person", outbox.needPerson());
        snapshots.add(numbers("priyomnaya_waiting", "Things that wait", "queue", waiting));
        snapshots.add(numbers(
                "priyomnaya_alarms",
                "Alarms that stand",
                "kind",
                alarms.standing().stream()
                        .collect(Collectors.groupingBy(alarm -> alarm.kind().name(), Collectors.counting()))));
        snapshots.add(numbers(
                "priyomnaya_nodes",
                "Gateways on this database",
                "alive",
                nodes.all().stream()
                        .collect(Collectors.groupingBy(node -> String.valueOf(node.alive()), Collectors.counting()))));
    }

    private static double seconds(@Nullable Instant instant) {
        return instant == null ? 0 : instant.getEpochSecond();
    }

    private static MetricSnapshot counter(
            String name, String help, List<RouteView> routes, ToDoubleFunction<RouteView> value) {
        var points = routes.stream()
                .map(route -> CounterDataPointSnapshot.builder()
                        .labels(Labels.of("route", route.id()))
                        .value(value.applyAsDouble(route))
                        .build())
                .toList();
        return new CounterSnapshot(new MetricMetadata(name, help), points);
    }

    private static <T> MetricSnapshot gauge(
            String name, String help, List<T> all, Function<T, String> label, ToDoubleFunction<T> value) {
        var named = name.contains("_route_") ? "route" : "channel";
        return new GaugeSnapshot(
                new MetricMetadata(name, help),
                all.stream()
                        .map(one -> point(named, label.apply(one), value.applyAsDouble(one)))
                        .toList());
    }

    private static MetricSnapshot numbers(String name, String help, String label, Map<String, Long> numbers) {
        return new GaugeSnapshot(
                new MetricMetadata(name, help),
                numbers.entrySet().stream()
                        .map(number -> point(label, number.getKey(), number.getValue()))
                        .toList());
    }

    private static GaugeDataPointSnapshot point(String label, String name, double value) {
        return GaugeDataPointSnapshot.builder()
                .labels(Labels.of(label, name))
                .value(value)
                .build();
    }
}
