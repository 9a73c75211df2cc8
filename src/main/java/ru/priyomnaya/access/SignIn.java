package ru.priyomnaya.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Service;

/** Finds who signs in, counts failures and locks the account for a while. */
@Service
class SignIn implements UserDetailsService {
    private static final int FAILURES_TO_LOCK = 5;
    private static final Duration LOCKED_FOR = Duration.ofMinutes(15);
    private static final String FIND = """
            select p.id, p.username, p.last_name, p.first_name, p.password_hash, p.enabled, p.locked_until,
                   array(select r.role from person_role r where r.person_id = p.id) as roles
            from person p
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    SignIn(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public SignedIn loadUserByUsername(String username) {
        return jdbc.sql(FIND + "where p.username = :username")
                .param("username", username)
                .query((row, n) -> signedIn(row))
                .optional()
                .orElseThrow(() -> new UsernameNotFoundException("No such person"));
    }

    SignedIn byId(UUID id) {
        return jdbc.sql(FIND + "where p.id = :id")
                .param("id", id)
                .query((row, n) -> signedIn(row))
                .single();
    }

    private SignedIn signedIn(ResultSet row) throws SQLException {
        var roles = EnumSet.noneOf(Role.class);
        Arrays.stream((Object[]) row.getArray("roles").getArray())
                .forEach(role -> roles.add(Role.valueOf((String) role)));
        var lockedUntil = row.getObject("locked_until", OffsetDateTime.class);
        var firstName = row.getString("first_name");
        return new SignedIn(
                row.getObject("id", UUID.class),
                row.getString("username"),
                row.getString("last_name") + (firstName == null ? "" : " " + firstName),
                roles,
                row.getString("password_hash"),
                row.getBoolean("enabled"),
                lockedUntil == null ? null : lockedUntil.toInstant(),
                clock.instant());
    }

    @EventListener
    void on(AuthenticationFailureBadCredentialsEvent failure) {
        var username = failure.getAuthentication().getName();
        var until = at(clock.instant().plus(LOCKED_FOR));
        var locked = jdbc.sql("""
                        update person set failed_sign_ins = failed_sign_ins + 1,
                          locked_until = case when failed_sign_ins + 1 >= :most then :until else locked_until end
                        where username = :username returning failed_sign_ins
                        """)
                .param("most", FAILURES_TO_LOCK)
                .param("until", until)
                .param("username", username)
                .query(Integer.class)
                .optional();
        locked.ifPresent(failures -> events.publishEvent(
                failures >= FAILURES_TO_LOCK
                        ? new AccessEvent.SignInLocked(username)
                        : new AccessEvent.SignInFailed(username)));
    }

    @EventListener
    void on(AuthenticationSuccessEvent success) {
        if (success.getAuthentication().getPrincipal() instanceof SignedIn person) {
            jdbc.sql("""
                            update person set failed_sign_ins = 0, locked_until = null
                            where id = :id and (failed_sign_ins <> 0 or locked_until is not null)
                            """).param("id", person.id()).update();
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
