package ru.priyomnaya.assignment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.access.Role;

/** The executors and how many open appeals each has; counted anew every few seconds, in between by what is given out. */
@Component
class Executors {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final People people;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final AssignmentRules rules;
    private volatile Snapshot snapshot = new Snapshot(Instant.MIN, List.of(), List.of(), new HashMap<>());

    Executors(People people, AssignmentRules rules, JdbcClient jdbc, Clock clock) {
        this.people = people;
        this.rules = rules;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Snapshot(Instant at, List<Person> people, List<AssignmentRule> rules, Map<UUID, Long> load) {}

    List<AssignmentRule> rules() {
        return current().rules();
    }

    Optional<Person> find(UUID id) {
        return current().people().stream()
                .filter(person -> person.id().equals(id))
                .findFirst();
    }

    Optional<Person> leastLoaded(UUID department) {
        var now = current();
        return now.people().stream()
                .filter(person -> department.equals(person.card().departmentId()))
                .min(Comparator.comparingLong((Person person) -> now.load().getOrDefault(person.id(), 0L)));
    }

    synchronized void given(UUID executor) {
        snapshot.load().merge(executor, 1L, Long::sum);
    }

    /** After people or rules have changed. */
    synchronized void forget() {
        snapshot = new Snapshot(Instant.MIN, List.of(), List.of(), new HashMap<>());
    }

    private synchronized Snapshot current() {
        var now = clock.instant();
        if (snapshot.at().isBefore(now.minus(FRESH))) {
            var load = new HashMap<UUID, Long>();
            jdbc.sql("""
                            select executor_id, count(*) from appeal
                            where status in ('ASSIGNED', 'IN_WORK', 'ON_APPROVAL', 'SIGNED') and executor_id is not null
                            group by executor_id
                            """).query(row -> {
                load.put(row.getObject(1, UUID.class), row.getLong(2));
            });
            snapshot =
                    new Snapshot(now, people.withAnyOf(Set.of(Role.EXECUTOR)), rules.findAllByOrderByPosition(), load);
        }
        return snapshot;
    }
}
