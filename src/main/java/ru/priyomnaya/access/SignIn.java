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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Service;

/** Finds who signs in, counts failures and locks the account for a while. */
@Service
class SignIn implements UserDetailsService, UserDetailsPasswordService {
    private static final int FAILURES_TO_LOCK = 5;
    private static final Duration LOCKED_FOR = Duration.ofMinutes(15);
    private static final String FIND = """
            select p.id, p.username, p.last_name, p.first_name, p.password_hash, p.enabled, p.locked_until,
                   p.source, p.must_change_password, p.break_glass,
                   array(select r.role from person_role r where r.person_id = p.id) as roles
            from person p
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final AccessProperties properties;
    private final FailureLimit limit;

    SignIn(
            JdbcClient jdbc,
            Clock clock,
            ApplicationEventPublisher events,
            AccessProperties properties,
            FailureLimit limit) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
        this.properties = properties;
        this.limit = limit;
    }

    /** Only people whose password is kept here. */
    @Override
    public SignedIn loadUserByUsername(String username) {
        return find(username)
                .filter(person -> person.source() == AccountSource.LOCAL)
                .filter(person -> properties.localSignIn() == AccessProperties.LocalSignIn.ALL || person.breakGlass())
                .orElseThrow(() -> new UsernameNotFoundException("No such person"));
    }

    /** Of any source. */
    Optional<SignedIn> find(String username) {
        return jdbc.sql(FIND + "where p.username = :username")
                .param("username", username)
                .query((row, n) -> signedIn(row))
                .optional();
    }

    SignedIn byId(UUID id) {
        return jdbc.sql(FIND + "where p.id = :id")
                .param("id", id)
                .query((row, n) -> signedIn(row))
                .single();
    }

    /** A hash of today's cost in place of a cheaper one. */
    @Override
    public UserDetails updatePassword(UserDetails user, @Nullable String newPassword) {
        if (newPassword != null) {
            jdbc.sql("update person set password_hash = :hash where username = :username")
                    .param("hash", newPassword)
                    .param("username", user.getUsername())
                    .update();
        }
        return user;
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
                clock.instant(),
                AccountSource.valueOf(row.getString("source")),
                row.getBoolean("must_change_password"),
                row.getBoolean("break_glass"));
    }

    @EventListener
    void on(AuthenticationFailureBadCredentialsEvent failure) {
        var username = failure.getAuthentication().getName();
        var address = address(failure.getAuthentication());
        limit.failed(address);
        var until = at(clock.instant().plus(LOCKED_FOR));
        var failures = jdbc.sql("""
                        update person set failed_sign_ins = failed_sign_ins + 1,
                          locked_until = case when failed_sign_ins + 1 >= :most then :until else locked_until end
                        where username = :username returning failed_sign_ins
                        """)
                .param("most", FAILURES_TO_LOCK)
                .param("until", until)
                .param("username", username)
                .query(Integer.class)
                .optional()
                .orElse(0);
        events.publishEvent(
                failures == 0
                        ? new AccessEvent.UnknownSignInFailed(address)
                        : failures >= FAILURES_TO_LOCK
                                ? new AccessEvent.SignInLocked(username, address)
                                : new AccessEvent.SignInFailed(username, address));
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

    /** The account that should not be needed was: {@link BreakGlassWatched} tells. */
    void breakGlassUsed(UUID person) {
        jdbc.sql("update person set break_glass_used_at = :now where id = :id")
                .param("now", at(clock.instant()))
                .param("id", person)
                .update();
    }

    private static String address(Authentication authentication) {
        return authentication.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
