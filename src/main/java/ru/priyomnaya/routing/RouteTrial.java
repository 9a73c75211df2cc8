package ru.priyomnaya.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/**
 * Builds a file in a Camel of its own, beside the one that works: first as it is, without starting it, then with everything
 * that reaches outward or into the gateway replaced, and sends a message through.
 */
final class RouteTrial {
    /** Shipped steps that neither reach outward nor call a word. */
    private static final Set<String> HARMLESS = Set.of(
            "removeHeaders",
            "removeHeader",
            "removeProperty",
            "removeProperties",
            "setProperty",
            "setHeader",
            "setHeaders",
            "setBody",
            "log",
            "choice",
            "when",
            "otherwise",
            "filter",
            "split",
            "doTry",
            "doCatch",
            "doFinally",
            "delay",
            "throttle",
            "stop",
            "step",
            "pipeline",
            "convertBodyTo",
            "onException",
            "throwException");

    private final CamelContext running;
    private final Collection<String> policies;

    /** @param policies the files that hold error policies, as YAML */
    RouteTrial(CamelContext running, Collection<String> policies) {
        this.running = running;
        this.policies = List.copyOf(policies);
    }

    /**
     * @param ids of the routes in the file
     * @param steps that a message went through
     * @param problem a sentence; null when the file can be run
     */
    record Result(
            List<String> ids, List<String> steps, @Nullable String problem) {}

    Result of(String yaml, byte[] message) {
        var ids = new ArrayList<String>();
        var steps = new ArrayList<String>();
        try {
            try (var scratch = scratch()) {
                scratch.setAutoStartup(false);
                load(scratch, policies);
                load(scratch, List.of(yaml));
                scratch.getRouteDefinitions().forEach(route -> ids.add(route.getRouteId()));
                scratch.start();
            }
            try (var scratch = scratch()) {
                scratch.getCamelContextExtension().addInterceptStrategy(new Replaced(steps));
                load(scratch, List.of(yaml)); // without a policy, which would keep a failure to itself
                scratch.getRouteDefinitions().forEach(RouteTrial::beginWithUs);
                scratch.start();
                for (var route : scratch.getRouteDefinitions()) {
                    send(scratch, route, message);
                }
            }
            return new Result(ids, steps, null);
        } catch (Exception e) { // whatever Camel throws, the file is at fault
            return new Result(ids, steps, CamelComplaint.of(yaml, e));
        }
    }

    private DefaultCamelContext scratch() {
        var scratch = new DefaultCamelContext(new DefaultRegistry(new Words(running)));
        scratch.disableJMX();
        scratch.getPropertiesComponent().addPropertiesSource(new PropertiesSource() {
            @Override
            public String getName() {
                return "running";
            }

            @Override
            public @Nullable String getProperty(String name) {
                return running.getPropertiesComponent().resolveProperty(name).orElse(null);
            }
        });
        return scratch;
    }

    private static void load(DefaultCamelContext scratch, Collection<String> files) throws Exception {
        for (var yaml : files) {
            PluginHelper.getRoutesLoader(scratch).loadRoutes(ResourceHelper.fromString("trial.camel.yaml", yaml));
        }
    }

    private static void beginWithUs(RouteDefinition route) {
        route.getInput().setUri("direct:trial-" + route.getRouteId());
    }

    private static void send(DefaultCamelContext scratch, RouteDefinition route, byte[] message) throws Exception {
        var exchange = new DefaultExchange(scratch);
        exchange.getIn().setBody(message);
        try (var template = scratch.createProducerTemplate()) {
            var answer = template.send("direct:trial-" + route.getRouteId(), exchange);
            if (answer.getException() != null) {
                throw answer.getException();
            }
        }
    }

    /** A word answers «0», as one does that had nothing to do; nothing is sent anywhere. */
    private record Replaced(List<String> steps) implements InterceptStrategy {
        @Override
        public Processor wrapProcessorInInterceptors(
                CamelContext context, NamedNode step, Processor target, @Nullable Processor next) {
            var harmless = HARMLESS.contains(step.getShortName());
            return exchange -> {
                steps.add(step.getShortName());
                if (harmless) {
                    target.process(exchange);
                } else {
                    answer(exchange);
                }
            };
        }

        private static void answer(Exchange exchange) {
            exchange.getMessage().setBody(0);
        }
    }

    /** The beans of the gateway by name; what a Camel of the gateway would find by type stays with it. */
    private record Words(CamelContext running) implements BeanRepository {
        @Override
        public @Nullable Object lookupByName(String name) {
            return running.getRegistry().lookupByName(name);
        }

        @Override
        public <T> @Nullable T lookupByNameAndType(String name, Class<T> type) {
            return running.getRegistry().lookupByNameAndType(name, type);
        }

        @Override
        public <T> Map<String, T> findByTypeWithName(Class<T> type) {
            return Map.of();
        }

        @Override
        public <T> Set<T> findByType(Class<T> type) {
            return Set.of();
        }
    }
}
