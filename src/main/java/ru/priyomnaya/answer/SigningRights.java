package ru.priyomnaya.answer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.AccessEvent;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.access.SignedIn;
import ru.priyomnaya.answer.SigningEvent.SigningRightEnded;
import ru.priyomnaya.answer.SigningEvent.SigningRightGiven;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.organization.Organizations;

/** Who may sign, from when until when, what. */
@Service
public class SigningRights {
    private static final String KEEPERS = "hasAnyRole('ADMIN', 'DIRECTOR')";
    private static final int LONGEST_ATTORNEY = 200;

    private final JdbcClient jdbc;
    private final People people;
    private final Organizations organizations;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SigningRights(
            JdbcClient jdbc,
            People people,
            Organizations organizations,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.organizations = organizations;
        this.events = events;
        this.clock = clock;
    }

    /** Newest first, ended ones included. */
    public List<SigningRight> all() {
        return jdbc.sql(SELECT + " order by valid_from desc, saved_at desc limit 500")
                .query(SigningRights::right)
                .list();
    }

    /** The right by which this person may sign an answer to that appeal today. */
    public Optional<SigningRight> of(UUID person, Appeal appeal) {
        return jdbc
                .sql(SELECT + " where person_id = :person order by valid_from desc")
                .param("person", person)
                .query(SigningRights::right)
                .list() // a stream would keep the connection outside of a transaction
                .stream()
                .filter(right -> right.covers(appeal, today()))
                .findFirst();
    }

    /**
     * A right is never changed, only ended: what was signed by it stays signed by it.
     *
     * @throws Answer.UnfitAnswer for dates the wrong way round or a name of a document that is too long
     */
    @PreAuthorize(KEEPERS)
    @Transactional
    public void give(
            UUID person,
            LocalDate from,
            @Nullable LocalDate until,
            Set<Channel> channels,
            Set<AppealKind> kinds,
            @Nullable String attorney) {
        if (until != null && until.isBefore(from)) {
            throw new Answer.UnfitAnswer("Право подписи кончается раньше, чем начинается");
        }
        if (attorney != null && attorney.length() > LONGEST_ATTORNEY) {
            throw new Answer.UnfitAnswer("Доверенность: не больше %d знаков".formatted(LONGEST_ATTORNEY));
        }
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into signing_right (id, person_id, valid_from, valid_until, channels, kinds, attorney, author, saved_at)
                        values (:id, :person, :from, :until, :channels, :kinds, :attorney, :author, :at)
                        """)
                .param("id", id)
                .param("person", person)
                .param("from", from)
                .param("until", until)
                .param("channels", written(channels))
                .param("kinds", written(kinds))
                .param("attorney", attorney == null || attorney.isBlank() ? null : attorney.strip())
                .param("author", CurrentPerson.find().map(SignedIn::username).orElse("программа"))
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        events.publishEvent(new SigningRightGiven(id, person, from, until));
    }

    /** Whoever becomes a signer has an unlimited right until it is ended or replaced by a narrower one. */
    @EventListener
    void on(AccessEvent.PersonAdded added) {
        giveFirst(added.username());
    }

    @EventListener
    void on(AccessEvent.PersonChanged changed) {
        giveFirst(changed.username());
    }

    private void giveFirst(String username) {
        people.findByUsername(username)
                .filter(person -> person.card().roles().contains(Role.SIGNER))
                .filter(person -> jdbc.sql("select not exists (select 1 from signing_right where person_id = :person)")
                        .param("person", person.id())
                        .query(Boolean.class)
                        .single())
                .ifPresent(person -> give(person.id(), today(), null, Set.of(), Set.of(), null));
    }

    /** From now on; yesterday was its last day. */
    @PreAuthorize(KEEPERS)
    @Transactional
    public void end(UUID id) {
        var ended = jdbc.sql("update signing_right set ended_on = :day where id = :id and ended_on is null")
                .param("day", today())
                .param("id", id)
                .update();
        if (ended > 0) {
            events.publishEvent(new SigningRightEnded(id));
        }
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), organizations.first().zone());
    }

    private static final String SELECT = """
            select id, person_id, valid_from, least(valid_until, ended_on - 1) as valid_until, channels, kinds, attorney from signing_right
            """;

    private static SigningRight right(ResultSet row, int n) throws SQLException {
        return new SigningRight(
                row.getObject("id", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                read(row.getString("channels"), Channel::valueOf),
                read(row.getString("kinds"), AppealKind::valueOf),
                row.getString("attorney"));
    }

    private static @Nullable String written(Collection<? extends Enum<?>> names) {
        return names.isEmpty() ? null : names.stream().map(Enum::name).collect(Collectors.joining(","));
    }

    private static <T> Set<T> read(@Nullable String names, Function<String, T> value) {
        return names == null
                ? Set.of()
                : Arrays.stream(names.split(",")).map(value).collect(Collectors.toUnmodifiableSet());
    }
}
