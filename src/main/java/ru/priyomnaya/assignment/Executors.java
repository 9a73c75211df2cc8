package ru.priyomnaya.assignment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.assignment.Assigner.Proposal;
import ru.priyomnaya.organization.Organizations;

/** The executors and how many open appeals each has; counted anew every few seconds, in between by what is given out. */
@Component
class Executors {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int LATELY = 50; // appeals of a topic
    private static final int MOST_LINKS = 3; // somebody who stands in may be absent too

    private final People people;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final AssignmentRules rules;
    private final Substitutions substitutions;
    private final Organizations organizations;
    private volatile Snapshot snapshot = Snapshot.none();

    Executors(
            People people,
            AssignmentRules rules,
            Substitutions substitutions,
            Organizations organizations,
            JdbcClient jdbc,
            Clock clock) {
        this.people = people;
        this.rules = rules;
        this.substitutions = substitutions;
        this.organizations = organizations;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Snapshot(
            Instant at, List<Person> people, List<AssignmentRule> rules, Map<UUID, Long> load, Map<UUID, UUID> absent) {
        static Snapshot none() {
            return new Snapshot(Instant.MIN, List.of(), List.of(), new HashMap<>(), Map.of());
        }
    }

    List<AssignmentRule> rules() {
        return current().rules();
    }

    /** The executor, or who stands in for them today. */
    Optional<Person> find(UUID id) {
        var now = current();
        var present = id;
        for (int links = 0; links < MOST_LINKS && now.absent().containsKey(present); links++) {
            present = now.absent().get(present);
        }
        return known(now, present);
    }

    private static Optional<Person> known(Snapshot now, UUID id) {
        return now.people().stream().filter(person -> person.id().equals(id)).findFirst();
    }

    /** Of those present; when all are absent, who stands in for one of them. */
    Optional<Person> leastLoaded(UUID department) {
        var now = current();
        var everybody = now.people().stream()
                .filter(person -> department.equals(person.card().departmentId()))
                .toList();
        return everybody.stream()
                .filter(person -> !now.absent().containsKey(person.id()))
                .min(byLoad(now))
                .or(() -> everybody.stream().min(byLoad(now)).flatMap(person -> find(person.id())));
    }

    private static Comparator<Person> byLoad(Snapshot now) {
        return Comparator.comparingLong((Person person) -> now.load().getOrDefault(person.id(), 0L));
    }

    /** Those present, who has most often answered lately on the topic first, then who has least to do. */
    List<Proposal> proposed(@Nullable UUID topic) {
        var now = current();
        var lately = topic == null ? Map.<UUID, Long>of() : latelyOn(topic);
        return now.people().stream()
                .filter(person -> !now.absent().containsKey(person.id()))
                .sorted(Comparator.comparingLong((Person person) -> -lately.getOrDefault(person.id(), 0L))
                        .thenComparing(byLoad(now)))
                .map(person -> new Proposal(
                        person, lately.getOrDefault(person.id(), 0L), now.load().getOrDefault(person.id(), 0L)))
                .toList();
    }

    private Map<UUID, Long> latelyOn(UUID topic) {
        var counted = new HashMap<UUID, Long>();
        jdbc.sql("""
                        select executor_id from appeal where topic_id = :topic and executor_id is not null
                        order by registered_at desc limit :few
                        """).param("topic", topic).param("few", LATELY).query(row -> {
            counted.merge(row.getObject(1, UUID.class), 1L, Long::sum);
        });
        return counted;
    }

    synchronized void given(UUID executor) {
        snapshot.load().merge(executor, 1L, Long::sum);
    }

    /** After people or rules have changed. */
    synchronized void forget() {
        snapshot = Snapshot.none();
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
            snapshot = new Snapshot(
                    now,
                    people.withAnyOf(Set.of(Role.EXECUTOR)),
                    rules.findAllByOrderByPosition(),
                    load,
                    substitutions.on(
                            LocalDate.ofInstant(now, organizations.first().zone())));
        }
        return snapshot;
    }
}
