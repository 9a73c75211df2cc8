package ru.priyomnaya.routing;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks at the folder; a file counts when it has not changed between two looks, so that none is taken half-written. */
@Component
class RouteWatching implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RouteWatching.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final RouteFiles files;
    private final RouteDeployment deployment;
    private @Nullable ScheduledExecutorService clockwork;
    private @Nullable ScheduledFuture<?> ticking;
    private Map<String, String> seen = Map.of();
    private boolean begun;

    RouteWatching(RouteFiles files, RouteDeployment deployment) {
        this.files = files;
        this.deployment = deployment;
    }

    /** What the folder holds is read while nobody changes it: or a text just replaced on the screen would come back. */
    private void look() {
        try {
            deployment.alone(() -> {
                if (begun) {
                    compare();
                } else {
                    begin();
                }
            });
        } catch (RuntimeException e) { // or the clockwork would stop
            log.warn("Каталог маршрутов: {}", e.getMessage());
        }
    }

    private void compare() {
        var now = files.inFolder();
        var settled = new TreeMap<String, String>();
        now.forEach((file, yaml) -> {
            if (yaml.equals(seen.get(file))) {
                settled.put(file, yaml);
            } else { // as it ran until it settles
                files.running(file).ifPresent(runs -> settled.put(file, runs.yaml()));
            }
        });
        seen.keySet().stream()
                .filter(file -> !now.containsKey(file))
                .forEach(file -> files.running(file).ifPresent(runs -> settled.put(file, runs.yaml())));
        seen = now;
        deployment.look(settled);
        deployment.watch();
    }

    /** On a slow machine Camel is still taking up the files when this begins to look. */
    private void begin() {
        if (files.isStarted()) {
            seen = files.inFolder();
            deployment.begin(seen);
            begun = true;
        }
    }

    @Override
    public void start() {
        clockwork = Executors.newSingleThreadScheduledExecutor(work -> {
            var worker = new Thread(work, "routes-folder");
            worker.setDaemon(true);
            return worker;
        });
        ticking = clockwork.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        Objects.requireNonNull(ticking).cancel(false);
        Objects.requireNonNull(clockwork).shutdown();
        clockwork = null;
    }

    @Override
    public boolean isRunning() {
        return clockwork != null;
    }

    /** After Camel has started, and ended before it stops. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
