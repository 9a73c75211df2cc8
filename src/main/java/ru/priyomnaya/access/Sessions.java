package ru.priyomnaya.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.web.session.HttpSessionDestroyedEvent;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is signed in where. Rows of all gateways: whoever deletes one ends the session at its next request, at once in the gateway
 * that deleted it, within five seconds in the others.
 */
@Service
public class Sessions {
    /** Of an HTTP session: the id of its row. */
    static final String ROW = "access.session";

    private static final Duration TRUSTED = Duration.ofSeconds(5);
    private static final Duration TOUCHED = Duration.ofMinutes(1);
    private static final int LONGEST_BROWSER = 200;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AccessProperties.Sessions limits;
    private final ApplicationEventPublisher events;
    private final SignIn signIn;
    private final Cache<UUID, Boolean> alive =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(TRUSTED).build();

    Sessions(
            JdbcClient jdbc,
            Clock clock,
            AccessProperties properties,
            ApplicationEventPublisher events,
            SignIn signIn) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.limits = properties.session();
        this.events = events;
        this.signIn = signIn;
    }

    /** @param browser as a person would call it */
    public record SessionView(UUID id, Instant beganAt, Instant seenAt, String address, String browser) {}

    UUID begin(UUID person, String address, @Nullable String userAgent) {
        var id = UUID.randomUUID();
        var now = OffsetDateTime.now(clock);
        jdbc.sql("delete from access_session where seen_at < :idle or began_at < :oldest")
                .param("idle", now.minus(limits.idle()))
                .param("oldest", now.minus(limits.absolute()))
                .update();
        jdbc.sql("""
                        insert into access_session (id, person_id, began_at, seen_at, address, browser)
                        values (:id, :person, :now, :now, :address, :browser)
                        """)
                .param("id", id)
                .param("person", person)
                .param("now", now)
                .param("address", address)
                .param("browser", BrowserName.of(userAgent == null ? "" : userAgent, LONGEST_BROWSER))
                .update();
        return id;
    }

    /** Whether the session goes on. Asks the database every five seconds at most, writes once a minute at most. */
    boolean goesOn(UUID id) {
        return Objects.requireNonNull(alive.get(id, this::look));
    }

    private boolean look(UUID id) {
        var now = OffsetDateTime.now(clock);
        record Row(Instant began, Instant seen) {}
        var row = jdbc.sql("select began_at, seen_at from access_session where id = :id")
                .param("id", id)
                .query((found, n) -> new Row(
                        found.getObject(1, OffsetDateTime.class).toInstant(),
                        found.getObject(2, OffsetDateTime.class).toInstant()))
                .optional();
        if (row.isEmpty()
                || row.get().began().plus(limits.absolute()).isBefore(now.toInstant())
                || row.get().seen().plus(limits.idle()).plus(TOUCHED).isBefore(now.toInstant())) {
            return false;
        }
        if (row.get().seen().plus(TOUCHED).isBefore(now.toInstant())) {
            jdbc.sql("update access_session set seen_at = :now where id = :id")
                    .param("now", now)
                    .param("id", id)
                    .update();
        }
        return true;
    }

    /** The last seen first. */
    List<SessionView> mine() {
        return list(CurrentPerson.get().id());
    }

    @PreAuthorize("hasRole('ADMIN')")
    public List<SessionView> of(UUID person) {
        return list(person);
    }

    private List<SessionView> list(UUID person) {
        return jdbc.sql("""
                        select id, began_at, seen_at, address, browser from access_session
                        where person_id = :person and seen_at > :idle and began_at > :oldest order by seen_at desc, id
                        """)
                .param("person", person)
                .param("idle", clock.instant().minus(limits.idle()).atOffset(ZoneOffset.UTC))
                .param("oldest", clock.instant().minus(limits.absolute()).atOffset(ZoneOffset.UTC))
                .query((row, n) -> new SessionView(
                        row.getObject(1, UUID.class),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getString(4),
                        row.getString(5)))
                .list();
    }

    /** One's own. */
    @PreAuthorize("isAuthenticated()")
    @Transactional
    public void end(UUID session) {
        told(
                CurrentPerson.get().id(),
                delete(
                        "id = :id and person_id = :person",
                        session,
                        CurrentPerson.get().id()));
    }

    /** @param but null: all */
    @Transactional
    void endOthers(UUID person, @Nullable UUID but) {
        told(person, delete("person_id = :person and id is distinct from cast(:id as uuid)", but, person));
    }

    /** All of a person, by an administrator. */
    @PreAuthorize("hasRole('ADMIN')")
    @Transactional
    public int endAll(UUID person) {
        var ended = delete("person_id = :person and id is distinct from cast(:id as uuid)", null, person);
        told(person, ended);
        return ended;
    }

    /** After a change that the journal names itself. */
    void forget(UUID person) {
        delete("person_id = :person and id is distinct from cast(:id as uuid)", null, person);
    }

    private int delete(String which, @Nullable UUID id, UUID person) {
        var ended = jdbc.sql("delete from access_session where " + which + " returning id")
                .param("id", id)
                .param("person", person)
                .query(UUID.class)
                .list();
        ended.forEach(session -> alive.put(session, false));
        return ended.size();
    }

    private void told(UUID person, int ended) {
        if (ended > 0) {
            events.publishEvent(
                    new AccessEvent.SessionsEnded(signIn.byId(person).username(), ended));
        }
    }

    /** Signed out, or idle for too long. */
    @EventListener
    void on(HttpSessionDestroyedEvent ended) {
        if (ended.getSession().getAttribute(ROW) instanceof UUID row) {
            jdbc.sql("delete from access_session where id = :id")
                    .param("id", row)
                    .update();
            alive.invalidate(row);
        }
    }
}
