package ru.priyomnaya.routing;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import ru.priyomnaya.routing.RouteEvent.RouteChanged;
import ru.priyomnaya.routing.RouteEvent.RouteProposalRejected;
import ru.priyomnaya.routing.RouteEvent.RouteProposed;
import ru.priyomnaya.routing.RouteEvent.RouteRefused;
import ru.priyomnaya.routing.RouteEvent.RouteRemoved;
import ru.priyomnaya.routing.RouteEvent.RouteRolledBack;
import ru.priyomnaya.routing.RouteVersions.State;

/**
 * Changes of routes, from the screen and from the folder. For two minutes after a change its routes are watched: one that only
 * fails is taken back. If the process dies in the middle, the next start runs what the folder holds, or what ran before.
 */
@Service
public class RouteDeployment {
    private static final Logger log = LoggerFactory.getLogger(RouteDeployment.class);
    private static final Duration WATCHED = Duration.ofMinutes(2);
    private static final int FAILURES = 3;

    private final RouteFiles files;
    private final RoutingProperties properties;
    private final RouteVersions versions;
    private final Routes routes;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    /** Texts in the folder that were looked at and not taken. */
    private final Map<String, String> declined = new HashMap<>();

    private final Map<String, Fresh> fresh = new HashMap<>();

    RouteDeployment(
            RouteFiles files,
            RoutingProperties properties,
            RouteVersions versions,
            Routes routes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.files = files;
        this.properties = properties;
        this.versions = versions;
        this.routes = routes;
        this.events = events;
        this.clock = clock;
    }

    private record Fresh(@Nullable String before, Instant since) {}

    /** What became of a change. */
    public enum Outcome {
        REPLACED,
        /** {@code priyomnaya.route-changes-by-two}: a second person has to confirm it. */
        PROPOSED
    }

    /**
     * From the screen: tries, swaps, then writes the file; or only tries, and waits for a second person.
     *
     * @throws RouteFiles.Refused with all problems; what ran goes on
     * @throws IOException when the folder cannot be written: then the change is taken back
     */
    @PreAuthorize("hasRole('IT')")
    public synchronized Outcome deploy(String file, String yaml, String comment) throws IOException {
        var text = yaml.replace("\r\n", "\n");
        if (!properties.routeChangesByTwo()) {
            take(file, text, me(), comment);
            return Outcome.REPLACED;
        }
        var problems = files.trial(file, text).problems();
        if (!problems.isEmpty()) {
            var refusal = new RouteFiles.Refused(problems);
            refused(file, text, me(), comment, refusal.problems());
            throw refusal;
        }
        files.propose(file, text, me(), comment);
        events.publishEvent(new RouteProposed(file, comment));
        return Outcome.PROPOSED;
    }

    /**
     * The second person wants it too.
     *
     * @throws IllegalStateException when it is one's own, or somebody was faster
     */
    @PreAuthorize("hasRole('IT')")
    public synchronized void confirm(long version) throws IOException {
        var proposed = proposed(version);
        if (me().equals(proposed.author())) {
            throw new IllegalStateException("Своё изменение подтверждает другой специалист");
        }
        take(
                proposed.file(),
                proposed.yaml(),
                proposed.author(),
                "%s (подтвердил %s)".formatted(Objects.requireNonNullElse(proposed.comment(), ""), me()));
        versions.settle(version, State.CONFIRMED);
    }

    /** Nobody will be asked about it again. */
    @PreAuthorize("hasRole('IT')")
    public synchronized void reject(long version) {
        var proposed = proposed(version);
        versions.settle(version, State.REJECTED);
        events.publishEvent(new RouteProposalRejected(proposed.file()));
    }

    private RouteVersions.Version proposed(long version) {
        return versions.find(version)
                .filter(one -> one.state() == State.PROPOSED)
                .orElseThrow(() -> new IllegalStateException("Это изменение уже подтвердили или отклонили"));
    }

    private static String me() {
        return Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication())
                .getName();
    }

    private void take(String file, String text, @Nullable String author, @Nullable String comment) throws IOException {
        var before = files.running(file).map(RouteFiles.Running::yaml).orElse(null);
        try {
            files.replace(file, text);
            files.write(file, text);
        } catch (RouteFiles.Refused e) {
            refused(file, text, author, comment, e.problems());
            throw e;
        } catch (IOException readOnly) {
            if (before != null) {
                files.replace(file, before);
            }
            throw readOnly;
        }
        done(file, text, author, comment, before);
    }

    private void refused(String file, String yaml, @Nullable String author, @Nullable String comment, String problem) {
        versions.note(file, yaml, author, comment, State.REFUSED, problem);
        events.publishEvent(new RouteRefused(file, problem));
    }

    private void done(
            String file, String yaml, @Nullable String author, @Nullable String comment, @Nullable String before) {
        versions.note(file, yaml, author, comment, State.RUNNING, null);
        fresh.put(file, new Fresh(before, clock.instant()));
        declined.remove(file);
        events.publishEvent(new RouteChanged(file, comment));
        log.info("Маршрут {} заменён", file);
    }

    /** An earlier version again. */
    @PreAuthorize("hasRole('IT')")
    public Outcome restore(long version) throws IOException {
        var earlier = versions.find(version).orElseThrow(() -> new IllegalArgumentException("Такой редакции нет"));
        return deploy(earlier.file(), earlier.yaml(), "Возвращена редакция " + version);
    }

    /** While nobody else changes routes. */
    synchronized void alone(Runnable work) {
        work.run();
    }

    /** What the start has not taken is not tried again until it changes. */
    synchronized void begin(Map<String, String> folder) {
        files.problems().keySet().stream()
                .filter(folder::containsKey)
                .forEach(file -> declined.put(file, Objects.requireNonNull(folder.get(file))));
    }

    /** Takes over what has changed in the folder, each file by itself. */
    synchronized void look(Map<String, String> folder) {
        folder.forEach((file, yaml) -> {
            var runs = files.running(file).map(RouteFiles.Running::yaml);
            if (runs.filter(yaml::equals).isPresent()) {
                declined.remove(file);
                if (!fresh.containsKey(file)) {
                    files.settled(file);
                }
            } else if (!yaml.equals(declined.get(file))) {
                fromFolder(file, yaml, runs);
            }
        });
        for (var runs : List.copyOf(files.running())) {
            if (!folder.containsKey(runs.file())) {
                gone(runs.file());
            }
        }
        declined.keySet().stream()
                .filter(file -> !folder.containsKey(file))
                .toList()
                .forEach(file -> {
                    declined.remove(file);
                    files.settled(file);
                });
    }

    private void fromFolder(String file, String yaml, Optional<String> before) {
        if (properties.routeChangesByTwo() && before.isPresent()) {
            files.propose(file, yaml, null, null);
            decline(file, yaml, RouteFiles.TO_BE_CONFIRMED);
            log.info("Файл {} изменён: ждёт подтверждения второго специалиста", file);
            return;
        }
        try {
            files.replace(file, yaml);
            done(file, yaml, null, null, before.orElse(null));
        } catch (RouteFiles.Refused e) {
            decline(file, yaml, e.problems());
            log.error("Файл {} не принят, работает прежний: {}", file, e.problems());
            refused(file, yaml, null, null, e.problems());
        }
    }

    private void decline(String file, String yaml, @Nullable String problem) {
        declined.put(file, yaml);
        files.refused(file, List.of(String.valueOf(problem)));
    }

    private void gone(String file) {
        try {
            files.remove(file);
            fresh.remove(file);
            versions.retire(file, State.REMOVED, null);
            events.publishEvent(new RouteRemoved(file));
            log.info("Файл {} убран, его маршруты остановлены", file);
        } catch (Exception busy) { // tried again at the next look
            log.warn("Файл {} убран, маршрут ещё работает: {}", file, Cause.of(busy));
        }
    }

    /** Takes back what only fails since it was changed. */
    synchronized void watch() {
        for (var file : List.copyOf(fresh.keySet())) {
            var one = Objects.requireNonNull(fresh.get(file));
            var ids = files.running(file).map(RouteFiles.Running::ids).orElse(List.of());
            var failing = ids.stream()
                    .map(routes::tally)
                    .filter(tally -> tally.failures() >= FAILURES && tally.successes() == 0)
                    .findFirst();
            if (failing.isPresent() && one.before() != null) {
                takeBack(file, one.before(), failing.get());
            } else if (one.since().plus(WATCHED).isBefore(clock.instant())) {
                fresh.remove(file);
            }
        }
    }

    private void takeBack(String file, String before, Routes.Tally failing) {
        var problem = "сбоев подряд: %d, последний: %s".formatted(failing.failures(), failing.lastProblem());
        var bad = files.running(file).map(RouteFiles.Running::yaml).orElse("");
        try {
            files.replace(file, before);
        } catch (RouteFiles.Refused e) {
            log.error("Прежний текст {} не вернулся: {}", file, e.problems());
            return;
        }
        fresh.remove(file);
        versions.retire(file, State.ROLLED_BACK, problem);
        versions.note(file, before, null, "Возвращено после сбоев", State.RUNNING, null);
        decline(file, bad, "ROUTE-012: текст снят, работает прежний: " + problem);
        events.publishEvent(new RouteRolledBack(file, problem));
        log.error("Маршрут {} возвращён к прежнему тексту: {}", file, problem);
    }
}
