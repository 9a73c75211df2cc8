package ru.priyomnaya.gis;

import static ru.priyomnaya.gis.GisChannel.at;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.People;
import ru.priyomnaya.gis.GisEvent.GisAnswererNamed;
import ru.priyomnaya.gis.wire.ExportedAppeal;

/**
 * Employees as ГИС ЖКХ knows them (AnswererGUID) and who they are with us. No service lists them, so the GUIDs are learned from
 * exports and matched by a person.
 */
@Service
public class Answerers {
    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final People people;
    private final GisProperties properties;
    private final GisChannel channel;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Answerers(
            JdbcClient jdbc,
            JdbcTemplate batch,
            People people,
            GisProperties properties,
            GisChannel channel,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.people = people;
        this.properties = properties;
        this.channel = channel;
        this.events = events;
        this.clock = clock;
    }

    /** @param appeals numbers of some appeals in which this employee was seen, for recognition */
    public record Answerer(
            UUID guid,
            @Nullable UUID person,
            Instant lastSeenAt,
            @Nullable String appeals,
            boolean isDefault) {}

    void learn(Collection<ExportedAppeal> appeals) {
        var guids = new TreeSet<UUID>();
        for (var appeal : appeals) {
            Stream.concat(
                            Stream.ofNullable(appeal.answerer()),
                            appeal.history().stream()
                                    .flatMap(line -> Stream.of(
                                            line.answer() == null
                                                    ? null
                                                    : line.answer().answerer(),
                                            line.redirect() == null
                                                    ? null
                                                    : line.redirect().answerer(),
                                            line.rollOver() == null
                                                    ? null
                                                    : line.rollOver().answerer())))
                    .filter(Objects::nonNull)
                    .forEach(guids::add);
        }
        var now = at(clock.instant());
        batch.batchUpdate(
                """
                insert into gis_answerer (guid, organization_id, first_seen_at, last_seen_at) values (?, ?, ?, ?)
                on conflict (guid) do update set last_seen_at = excluded.last_seen_at
                where gis_answerer.last_seen_at < excluded.last_seen_at - interval '1 hour'
                """,
                guids.stream()
                        .map(guid -> new Object[] {guid, channel.organization(), now, now})
                        .toList());
    }

    /** In whose name something is done for a person: their own GUID, else the organisation's default. */
    Optional<UUID> of(@Nullable UUID person) {
        return Optional.ofNullable(person)
                .flatMap(known -> jdbc.sql("select guid from gis_answerer where person_id = :person")
                        .param("person", known)
                        .query(UUID.class)
                        .optional())
                .or(() -> Optional.ofNullable(properties.defaultAnswererGuid()));
    }

    Optional<UUID> personOf(UUID guid) {
        return jdbc.sql("select person_id from gis_answerer where guid = :guid and person_id is not null")
                .param("guid", guid)
                .query(UUID.class)
                .optional();
    }

    public List<Answerer> all() {
        return jdbc.sql("""
                        select a.guid, a.person_id, a.last_seen_at,
                          (select string_agg(n.number, ', ') from (select number from gis_appeal g
                             where g.answerer_guid = a.guid order by g.changed_at desc limit 3) n) as appeals
                        from gis_answerer a order by a.person_id is not null, a.last_seen_at desc
                        """)
                .query((row, n) -> new Answerer(
                        row.getObject("guid", UUID.class),
                        row.getObject("person_id", UUID.class),
                        row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                        row.getString("appeals"),
                        row.getObject("guid", UUID.class).equals(properties.defaultAnswererGuid())))
                .list();
    }

    /**
     * Matches an employee with a person; the GUID may be one that no export has shown yet.
     *
     * @param person null to undo
     * @throws IllegalArgumentException when there is no such person, or they have another GUID already
     */
    @PreAuthorize("hasAnyRole('IT', 'REGISTRAR')")
    @Transactional
    public void name(UUID guid, @Nullable UUID person) {
        var who = person == null
                ? "никто"
                : people.findById(person)
                        .orElseThrow(() -> new IllegalArgumentException("Нет такого сотрудника"))
                        .username();
        var taken = jdbc.sql("select exists (select 1 from gis_answerer where person_id = :person and guid <> :guid)")
                .param("person", person)
                .param("guid", guid)
                .query(Boolean.class)
                .single();
        if (taken) {
            throw new IllegalArgumentException("У этого человека уже есть идентификатор ГИС ЖКХ; сначала снимите его");
        }
        var now = at(clock.instant());
        jdbc.sql("""
                        insert into gis_answerer (guid, organization_id, person_id, first_seen_at, last_seen_at)
                        values (:guid, :organization, :person, :now, :now)
                        on conflict (guid) do update set person_id = excluded.person_id
                        """)
                .param("guid", guid)
                .param("organization", channel.organization())
                .param("person", person)
                .param("now", now)
                .update();
        events.publishEvent(new GisAnswererNamed(guid, who));
    }
}
