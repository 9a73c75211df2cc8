package ru.priyomnaya.access;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Personal tokens for programs: {@code Authorization: Bearer …} with the rights of their owner or fewer, until a day. Only a
 * digest is kept.
 */
@Service
public class ApiTokens {
    /** What one person may have at a time. */
    static final int MOST = 50;

    private static final String PREFIX = "prm_";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SignIn signIn;
    private final ApplicationEventPublisher events;
    private final AccessProperties.Tokens limits;
    private final SecureRandom random = new SecureRandom();

    ApiTokens(
            JdbcClient jdbc,
            Clock clock,
            SignIn signIn,
            ApplicationEventPublisher events,
            AccessProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.signIn = signIn;
        this.events = events;
        this.limits = properties.token();
    }

    /** A token as its owner sees it later: without its value. No roles: all of the owner. */
    public record TokenView(
            UUID id,
            String name,
            TokenScope scope,
            Set<Role> roles,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            boolean expired) {
        public String rolesInRussian() {
            return Accounts.inRussian(roles);
        }
    }

    /**
     * What is asked for.
     *
     * @param roles none: all that the owner has, also later
     * @param days of life; null: as the settings say
     */
    public record Wish(
            String name,
            TokenScope scope,
            Set<Role> roles,
            @Nullable Integer days) {}

    /** The lives that may be chosen, in days; the first is proposed. */
    List<Integer> lives() {
        var longest = limits.longest().toDays();
        return List.of((int) limits.life().toDays(), 30, 90, 180, 365, 730).stream()
                .distinct()
                .filter(days -> days <= longest)
                .toList();
    }

    /**
     * Returns the value, which is shown once.
     *
     * @throws Accounts.Unacceptable when the name, the life or a role is unfit
     */
    @Transactional
    public String issue(SignedIn owner, Wish wish) {
        var life = wish.days() == null ? limits.life() : Duration.ofDays(wish.days());
        if (wish.name().isBlank() || wish.name().length() > 100) {
            throw new Accounts.Unacceptable("Назовите программу, для которой нужен токен");
        }
        if (life.isNegative() || life.isZero() || life.compareTo(limits.longest()) > 0) {
            throw new Accounts.Unacceptable(
                    "Срок токена: от 1 до %d дней".formatted(limits.longest().toDays()));
        }
        if (!owner.roles().containsAll(wish.roles())) {
            throw new Accounts.Unacceptable("Токену можно дать только те роли, которые есть у вас");
        }
        if (of(owner.id()).size() >= MOST) {
            throw new Accounts.Unacceptable("Токенов уже %d. Отзовите ненужные".formatted(MOST));
        }
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var value = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var until = clock.instant().plus(life);
        jdbc.sql("""
                        insert into api_token (id, person_id, name, token_hash, created_at, scope, roles, expires_at)
                        values (:id, :person, :name, :hash, :now, :scope, cast(:roles as text[]), :until)
                        """)
                .param("id", UUID.randomUUID())
                .param("person", owner.id())
                .param("name", wish.name().strip())
                .param("hash", hash(value))
                .param("now", OffsetDateTime.now(clock))
                .param("scope", wish.scope().name())
                .param(
                        "roles",
                        wish.roles().isEmpty()
                                ? null
                                : wish.roles().stream().map(Role::name).toArray(String[]::new))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new AccessEvent.TokenIssued(
                owner.username(), wish.name().strip(), wish.scope().name(), until.toString()));
        return value;
    }

    @Transactional
    public void revoke(SignedIn owner, UUID id) {
        revoke(owner.id(), id);
    }

    /** By an administrator, of anybody. */
    @PreAuthorize("hasRole('ADMIN')")
    @Transactional
    public void revokeOf(UUID person, UUID id) {
        revoke(person, id);
    }

    private void revoke(UUID person, UUID id) {
        jdbc.sql("delete from api_token where id = :id and person_id = :person returning name")
                .param("id", id)
                .param("person", person)
                .query(String.class)
                .optional()
                .ifPresent(name -> events.publishEvent(
                        new AccessEvent.TokenRevoked(signIn.byId(person).username(), name)));
    }

    /** Ended ones too, until they are revoked. */
    @PreAuthorize("hasRole('ADMIN')")
    public List<TokenView> ofPerson(UUID person) {
        return of(person);
    }

    List<TokenView> of(SignedIn owner) {
        return of(owner.id());
    }

    private List<TokenView> of(UUID person) {
        return jdbc.sql("""
                        select id, name, scope, roles, created_at, expires_at, last_used_at from api_token
                        where person_id = :p order by created_at
                        """).param("p", person).query((row, n) -> view(row)).list();
    }

    private TokenView view(ResultSet row) throws SQLException {
        var ends = row.getObject("expires_at", OffsetDateTime.class).toInstant();
        return new TokenView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                TokenScope.valueOf(row.getString("scope")),
                roles(row.getArray("roles")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                ends,
                Optional.ofNullable(row.getObject("last_used_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null),
                !ends.isAfter(clock.instant()));
    }

    private static Set<Role> roles(@Nullable Array roles) throws SQLException {
        var set = EnumSet.noneOf(Role.class);
        if (roles != null) {
            Arrays.stream((Object[]) roles.getArray()).forEach(role -> set.add(Role.valueOf((String) role)));
        }
        return set;
    }

    /** Who calls with a token, and what it lets them do. */
    record Bearer(SignedIn person, TokenScope scope) {}

    /** The enabled owner of a token that has not ended, if there is one. */
    Optional<Bearer> bearer(String value) {
        record Found(UUID person, TokenScope scope, Set<Role> roles) {}
        return jdbc.sql("""
                        update api_token set last_used_at = :now where token_hash = :hash and expires_at > :now
                        returning person_id, scope, roles
                        """)
                .param("now", OffsetDateTime.now(clock))
                .param("hash", hash(value))
                .query((row, n) -> new Found(
                        row.getObject(1, UUID.class), TokenScope.valueOf(row.getString(2)), roles(row.getArray(3))))
                .optional()
                .map(found -> new Bearer(fewer(signIn.byId(found.person()), found.roles()), found.scope()))
                .filter(bearer -> bearer.person().isEnabled());
    }

    /** What the owner has lost, the token has lost. */
    private static SignedIn fewer(SignedIn owner, Set<Role> roles) {
        if (roles.isEmpty()) {
            return owner;
        }
        var both = EnumSet.copyOf(roles);
        both.retainAll(owner.roles());
        return owner.with(both);
    }

    /** Owners of tokens that soon end; each is named once, by one gateway. */
    public List<UUID> ownersToWarn() {
        return jdbc.sql("""
                        update api_token set warned_at = :now
                        where warned_at is null and expires_at between :now and :soon returning person_id
                        """)
                .param("now", OffsetDateTime.now(clock))
                .param("soon", OffsetDateTime.now(clock).plus(limits.warnBefore()))
                .query(UUID.class)
                .list();
    }

    private static String hash(String value) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(value.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every JDK", e);
        }
    }
}
