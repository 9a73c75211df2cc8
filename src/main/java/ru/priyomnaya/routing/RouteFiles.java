package ru.priyomnaya.routing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import ru.priyomnaya.routing.RouteVersions.State;

/**
 * What runs of {@code routes/*.camel.yaml}. A text is checked, built beside and tried before it replaces the one that runs; one
 * that is refused leaves that one running. A broken route never stops the others.
 */
@Component
public class RouteFiles implements CamelContextConfiguration {
    private static final Logger log = LoggerFactory.getLogger(RouteFiles.class);
    private static final Pattern NAME = Pattern.compile("[a-z0-9_][a-z0-9_-]{0,60}\\.camel\\.yaml");
    private static final byte[] SAMPLE = "Проверка маршрута".getBytes(StandardCharsets.UTF_8);
    private static final int LARGEST = 100_000;
    static final String TO_BE_CONFIRMED = "ROUTE-013: новый текст ждёт подтверждения второго специалиста";

    private final RouteFolder folder;
    private final RoutingProperties properties;
    private final RouteVersions versions;
    private final ApplicationContext beans;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final Map<String, List<String>> problems = new ConcurrentHashMap<>();
    private @Nullable RoutesInCamel camel;
    private volatile boolean started;

    RouteFiles(RouteFolder folder, RoutingProperties properties, RouteVersions versions, ApplicationContext beans) {
        this.folder = folder;
        this.properties = properties;
        this.versions = versions;
        this.beans = beans;
    }

    /**
     * @param ids of its routes; none for a file of error policies
     */
    public record Running(String file, String yaml, List<String> ids) {}

    /** A text that is not taken; the message has all its problems. */
    public static class Refused extends IllegalArgumentException {
        private final String problems;

        Refused(List<String> problems) {
            super(String.join("; ", problems));
            this.problems = String.join("; ", problems);
        }

        String problems() {
            return problems;
        }
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        // The last stop waits for exchanges in flight; a letter half taken is taken again, so not for long.
        context.getShutdownStrategy().setTimeout(20);
        camel = new RoutesInCamel(context);
        var files = folder.read();
        files.forEach((file, yaml) -> start(file, yaml, policies(files.values())));
    }

    /** From the file; where that cannot run, from what ran last. */
    private void start(String file, String yaml, Set<String> policies) {
        var before = versions.running(file).orElse(null);
        var found = heldBack(file, yaml, before);
        if (found.isEmpty()) {
            found = check(policies).problemsIn(yaml);
        }
        if (found.isEmpty()) {
            found = load(file, yaml);
        }
        if (found.isEmpty()) {
            if (before == null || !before.yaml().equals(yaml)) {
                versions.note(file, yaml, null, "при запуске", State.RUNNING, null);
            }
            return;
        }
        log.error("Маршрут не принят, файл {}: {}", file, String.join("; ", found));
        problems.put(file, List.copyOf(found));
        if (before != null
                && !before.yaml().equals(yaml)
                && load(file, before.yaml()).isEmpty()) {
            log.error("Файл {}: работает прежний текст", file);
        }
    }

    /** A text that was taken back, or that nobody has confirmed, does not come in by a restart. */
    private List<String> heldBack(String file, String yaml, RouteVersions.@Nullable Version before) {
        var takenBack = versions.of(file).stream()
                .filter(version -> version.yaml().equals(yaml))
                .findFirst()
                .filter(version -> version.state() == State.ROLLED_BACK);
        if (takenBack.isPresent()) {
            return List.of("ROUTE-012: этот текст сняли из-за сбоев: "
                    + takenBack.get().problem());
        }
        if (properties.routeChangesByTwo() && before != null && !before.yaml().equals(yaml)) {
            propose(file, yaml, null, "при запуске");
            return List.of(TO_BE_CONFIRMED);
        }
        return List.of();
    }

    /** Notes it for a second person. */
    void propose(String file, String yaml, @Nullable String author, @Nullable String comment) {
        if (!versions.isProposed(file, yaml)) {
            versions.note(file, yaml, author, comment, State.PROPOSED, null);
        }
    }

    private List<String> load(String file, String yaml) {
        try {
            Objects.requireNonNull(camel).putIn(file, yaml);
            running.put(file, new Running(file, yaml, idsIn(yaml)));
            return List.of();
        } catch (Exception e) { // whatever Camel throws, the file is at fault and the others go on
            log.debug("{}", file, e);
            return List.of(CamelComplaint.of(yaml, e));
        }
    }

    /** All files have been taken up; before that the folder is no news. */
    boolean isStarted() {
        return started;
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        started = true;
        log.info("Маршруты: {} из {}", context.getRoutes().size(), folder.directory());
    }

    /** File name → sentences for IT staff; only files whose text is not what runs. */
    public Map<String, List<String>> problems() {
        return new TreeMap<>(problems);
    }

    /** By name of the file. */
    public Collection<Running> running() {
        return new TreeMap<>(running).values();
    }

    public Optional<Running> running(String file) {
        return Optional.ofNullable(running.get(file));
    }

    /** The directory that is watched. */
    public String directory() {
        return folder.directory().toString();
    }

    /**
     * What would come of it: checked, built beside and tried with a message, with all that reaches outward replaced.
     *
     * @param ids of its routes
     * @param steps that the message went through
     * @param problems none when it may run
     */
    public record Trial(List<String> ids, List<String> steps, List<String> problems) {}

    public Trial trial(String file, String yaml) {
        if (!NAME.matcher(file).matches()) {
            return new Trial(List.of(), List.of(), List.of("ROUTE-009: имя файла — латиницей: имя.camel.yaml"));
        }
        if (yaml.length() > LARGEST) {
            return new Trial(List.of(), List.of(), List.of("ROUTE-009: файл больше 100 КБ"));
        }
        var texts = new HashMap<String, String>();
        running.forEach((name, one) -> texts.put(name, one.yaml()));
        texts.put(file, yaml);
        var found = check(policies(texts.values())).problemsIn(yaml);
        if (!found.isEmpty()) {
            return new Trial(List.of(), List.of(), found);
        }
        var others = texts.entrySet().stream()
                .filter(one -> !one.getKey().equals(file))
                .map(Map.Entry::getValue)
                .filter(text -> RouteCheck.policiesIn(text).findAny().isPresent())
                .toList();
        var tried = new RouteTrial(Objects.requireNonNull(camel).context(), others).of(yaml, SAMPLE);
        if (tried.problem() != null) {
            return new Trial(tried.ids(), tried.steps(), List.of(tried.problem()));
        }
        return new Trial(tried.ids(), tried.steps(), taken(file, tried.ids()));
    }

    private List<String> taken(String file, List<String> ids) {
        return running.values().stream()
                .filter(other -> !other.file().equals(file))
                .flatMap(other -> other.ids().stream()
                        .filter(ids::contains)
                        .map(id -> "ROUTE-009: маршрут %s уже есть в файле %s".formatted(id, other.file())))
                .toList();
    }

    /**
     * Replaces what runs.
     *
     * @throws Refused with all problems; what ran goes on
     */
    synchronized void replace(String file, String yaml) {
        var trial = trial(file, yaml);
        if (!trial.problems().isEmpty()) {
            throw new Refused(trial.problems());
        }
        var before = running.get(file);
        try {
            takeOut(before);
            putIn(file, yaml, before);
        } catch (RoutesInCamel.StillBusy e) {
            throw new Refused(List.of("ROUTE-011: " + e.getMessage()));
        } catch (Refused e) {
            throw e;
        } catch (Exception e) {
            throw new Refused(List.of(CamelComplaint.of(yaml, e)));
        }
        problems.remove(file);
    }

    private void takeOut(@Nullable Running before) throws Exception {
        if (before != null) {
            Objects.requireNonNull(camel).takeOut(before.ids());
        }
    }

    private void putIn(String file, String yaml, @Nullable Running before) throws Exception {
        var into = Objects.requireNonNull(camel);
        try {
            into.putIn(file, yaml);
            running.put(file, new Running(file, yaml, idsIn(yaml)));
        } catch (Exception e) {
            into.takeOut(idsIn(yaml));
            if (before != null) {
                into.putIn(file, before.yaml());
            }
            throw e;
        }
    }

    /** The file is gone: its routes end with what they have in flight. */
    synchronized void remove(String file) throws Exception {
        takeOut(running.get(file));
        running.remove(file);
        problems.remove(file);
    }

    void refused(String file, List<String> found) {
        problems.put(file, List.copyOf(found));
    }

    /** The folder holds what runs: nothing to complain of any more. */
    void settled(String file) {
        problems.remove(file);
    }

    void write(String file, String yaml) throws IOException {
        folder.write(file, yaml);
    }

    Map<String, String> inFolder() {
        return folder.read();
    }

    private RouteCheck check(Set<String> policies) {
        return new RouteCheck(words(), policies);
    }

    private static Set<String> policies(Collection<String> files) {
        return files.stream().flatMap(RouteCheck::policiesIn).collect(Collectors.toSet());
    }

    private Map<String, Set<String>> words() {
        return Stream.of(beans.getBeanNamesForAnnotation(RouteBean.class))
                .collect(Collectors.toMap(
                        word -> word,
                        word -> Arrays.stream(Objects.requireNonNull(beans.getType(word))
                                        .getMethods())
                                .map(java.lang.reflect.Method::getName)
                                .collect(Collectors.toSet())));
    }

    private static List<String> idsIn(String yaml) {
        return Pattern.compile("^- route:\\s*(?:#.*\\s*)*id:\\s*\"?([\\w-]+)", Pattern.MULTILINE)
                .matcher(yaml)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
