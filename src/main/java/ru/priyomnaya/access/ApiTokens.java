package ru.priyomnaya.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Personal tokens for programs: {@code Authorization: Bearer …} with the rights of their owner. Only a digest is kept. */
@Service
public class ApiTokens {
    private static final String PREFIX = "prm_";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SignIn signIn;
    private final ApplicationEventPublisher events;
    private final SecureRandom random = new SecureRandom();

    ApiTokens(JdbcClient jdbc, Clock clock, SignIn signIn, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.signIn = signIn;
        this.events = events;
    }

    /** A token as its owner sees it later: without its value. */
    public record TokenView(
            UUID id,
            String name,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    /** Returns the value, which is shown once. */
    @Transactional
    public String issue(SignedIn owner, String name) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var value = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql("""
                        insert into api_token (id, person_id, name, token_hash, created_at)
                        values (:id, :person, :name, :hash, :now)
                        """)
                .param("id", UUID.randomUUID())
                .param("person", owner.id())
                .param("name", name)
                .param("hash", hash(value))
                .param("now", OffsetDateTime.now(clock))
                .update();
        events.publishEvent(new AccessEvent.TokenIssued(owner.username(), name));
        return value;
    }

    @Transactional
    public void revoke(SignedIn owner, UUID id) {
        jdbc.sql("delete from api_token where id = :id and person_id = :person returning name")
                .param("id", id)
                .param("person", owner.id())
                .query(String.class)
                .optional()
                .ifPresent(name -> events.publishEvent(new AccessEvent.TokenRevoked(owner.username(), name)));
    }

    public List<TokenView> of(SignedIn owner) {
        return jdbc.sql(
                        "select id, name, created_at, last_used_at from api_token where person_id = :p order by created_at")
                .param("p", owner.id())
                .query((row, n) -> new TokenView(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject(4, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null)))
                .list();
    }

    /** The enabled owner of a token, if there is one. */
    Optional<SignedIn> owner(String value) {
        return jdbc.sql("update api_token set last_used_at = :now where token_hash = :hash returning person_id")
                .param("now", OffsetDateTime.now(clock))
                .param("hash", hash(value))
                .query(UUID.class)
                .optional()
                .map(signIn::byId)
                .filter(SignedIn::isEnabled);
    }

    private static String hash(String value) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every JDK", e);
        }
    }
}
