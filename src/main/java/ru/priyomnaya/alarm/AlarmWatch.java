package ru.priyomnaya.alarm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import ru.priyomnaya.concern.Concern;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.StuckFinder;
import ru.priyomnaya.concern.Watched;
import ru.priyomnaya.node.Leases;
import ru.priyomnaya.node.Nodes;
import ru.priyomnaya.routing.Cause;
import ru.priyomnaya.routing.RouteBean;

/**
 * Asks every room for its concerns and tells people. Each gateway looks at itself, one of them at the whole and tells. While the
 * database is away nothing can be noted: that alone is told from memory.
 */
@RouteBean(
        value = "alarmWatch",
        does =
                "спрашивает все части программы о бедах, поднимает и снимает тревоги, рассказывает о них один раз; узлы смотрят за собой сами, за целым — один из них",
        gives = "сколько тревог стоит")
class AlarmWatch {
    private static final Logger log = LoggerFactory.getLogger(AlarmWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration DATABASE_PATIENCE = Duration.ofMinutes(1);

    private final List<Watched> rooms;
    private final List<StuckFinder> finders;
    private final Alarms alarms;
    private final AlarmTelling telling;
    private final Nodes nodes;
    private final Leases leases;
    private final Clock clock;
    private @Nullable Instant databaseAwaySince;
    private boolean databaseTold;

    AlarmWatch(
            List<Watched> rooms,
            List<StuckFinder> finders,
            Alarms alarms,
            AlarmTelling telling,
            Nodes nodes,
            Leases leases,
            Clock clock) {
        this.rooms = rooms;
        this.finders = finders;
        this.alarms = alarms;
        this.telling = telling;
        this.nodes = nodes;
        this.leases = leases;
        this.clock = clock;
    }

    /** Returns how many alarms stand; 0 while the database is away. */
    public synchronized int look() {
        try {
            var standing = lookAround();
            databaseIsBack();
            return standing;
        } catch (DataAccessException | TransactionException away) {
            databaseIsAway(away);
            return 0;
        }
    }

    private int lookAround() {
        alarms.note(nodes.id(), concerns(rooms.stream().filter(Watched::ofThisNode)));
        if (leases.hold("alarms", EVERY)) {
            var whole = concerns(rooms.stream().filter(room -> !room.ofThisNode()));
            whole.addAll(stuck());
            alarms.note("", whole);
            alarms.endOfOthers(nodes.all().stream()
                    .filter(Nodes.Node::alive)
                    .map(Nodes.Node::id)
                    .toList());
            telling.tell();
        }
        return alarms.standing().size();
    }

    private static List<Concern> concerns(Stream<Watched> rooms) {
        return rooms.flatMap(room -> of(room).stream()).collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<Concern> of(Watched room) {
        try {
            return room.concerns();
        } catch (DataAccessException databaseIsAway) {
            throw databaseIsAway;
        } catch (RuntimeException broken) { // one room must not blind the others
            return List.of(broken(room.watches(), broken));
        }
    }

    private List<Concern> stuck() {
        var concerns = new ArrayList<Concern>();
        for (var finder : finders) {
            try {
                var found = finder.find();
                if (!found.isEmpty()) {
                    concerns.add(new Concern(
                            finder.kind(),
                            finder.what(),
                            "%s: слишком долго ждут, штук: %s%d. Список — на странице «Тревоги»"
                                    .formatted(
                                            finder.what(),
                                            found.size() == StuckFinder.MOST ? "больше " : "",
                                            found.size())));
                }
            } catch (DataAccessException databaseIsAway) {
                throw databaseIsAway;
            } catch (RuntimeException broken) {
                concerns.add(broken(finder.what(), broken));
            }
        }
        return concerns;
    }

    private static Concern broken(String what, RuntimeException broken) {
        log.error("Наблюдение «{}» не работает", what, broken);
        return new Concern(
                ConcernKind.WATCH_BROKEN, what, "Наблюдение «%s» не работает: %s".formatted(what, Cause.of(broken)));
    }

    private void databaseIsAway(RuntimeException away) {
        var now = clock.instant();
        databaseAwaySince = databaseAwaySince == null ? now : databaseAwaySince;
        log.error("База данных не отвечает: {}", Cause.of(away));
        if (!databaseTold && databaseAwaySince.plus(DATABASE_PATIENCE).isBefore(now)) {
            databaseTold = telling.tellAtOnce(ConcernKind.DATABASE, "raised", databaseAwaySince, Cause.of(away));
        }
    }

    private void databaseIsBack() {
        if (databaseTold && databaseAwaySince != null) {
            telling.tellAtOnce(ConcernKind.DATABASE, "recovered", databaseAwaySince, "База данных снова отвечает");
        }
        databaseAwaySince = null;
        databaseTold = false;
    }
}
