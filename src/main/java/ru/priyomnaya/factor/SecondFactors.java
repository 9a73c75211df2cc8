package ru.priyomnaya.factor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.AccessEvent;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.SecondStep;
import ru.priyomnaya.storage.InstallationSecret;

/** Who has a second factor, and whether a code is theirs: each code counts once, five wrong ones close the door for a while. */
@Service
public class SecondFactors implements SecondStep {
    private static final String PURPOSE = "second-factor";
    private static final int SECRET_BYTES = 20; // RFC 4226, 4: 160 bits recommended
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;
    private static final int FAILURES_TO_BLOCK = 5;
    private static final Duration BLOCKED_FOR = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final InstallationSecret installation;
    private final People people;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SecondFactors(
            JdbcClient jdbc,
            InstallationSecret installation,
            People people,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.installation = installation;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    /** What became of a code. */
    enum Verdict {
        RIGHT,
        WRONG,
        /** Not looked at: too many were wrong. */
        BLOCKED
    }

    @Override
    public boolean isSetUp(UUID person) {
        return jdbc.sql("select 1 from second_factor where person_id = :person")
                .param("person", person)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    byte[] newSecret() {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /**
     * Keeps the secret once its owner has shown that their application knows it; a former one counts no more.
     *
     * @return recovery codes, shown this once; empty when the code is wrong
     */
    @PreAuthorize("isAuthenticated()")
    @Transactional
    public List<String> enrol(UUID person, byte[] secret, String code) {
        var step = Totp.matching(secret, clean(code), clock.instant(), -1);
        if (step.isEmpty()) {
            return List.of();
        }
        jdbc.sql("""
                        insert into second_factor (person_id, secret, enrolled_at, last_step) values (:person, :secret, :now, :step)
                        on conflict (person_id) do update set secret = excluded.secret, enrolled_at = excluded.enrolled_at,
                          last_step = excluded.last_step, failures = 0, blocked_until = null
                        """)
                .param("person", person)
                .param("secret", installation.seal(PURPOSE, person.toString(), secret))
                .param("now", OffsetDateTime.now(clock))
                .param("step", step.getAsLong())
                .update();
        events.publishEvent(new AccessEvent.SecondFactorEnrolled(username(person)));
        return newRecoveryCodes(person);
    }

    private List<String> newRecoveryCodes(UUID person) {
        jdbc.sql("delete from recovery_code where person_id = :person")
                .param("person", person)
                .update();
        var codes = new ArrayList<String>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            var bytes = new byte[RECOVERY_BYTES];
            random.nextBytes(bytes);
            var code = HexFormat.of().formatHex(bytes).replaceAll("(.{4})(?=.)", "$1-");
            codes.add(code);
            jdbc.sql("insert into recovery_code (person_id, code_hash) values (:person, :hash)")
                    .param("person", person)
                    .param("hash", hash(code))
                    .update();
        }
        return codes;
    }

    /** Of the application, or a recovery code, which is used up. The row is locked: two calls with one code take turns. */
    @Transactional
    public Verdict check(UUID person, String typed) {
        var code = clean(typed);
        var factor = jdbc.sql("""
                        select secret, last_step, failures, blocked_until from second_factor where person_id = :person for update
                        """)
                .param("person", person)
                .query((row, n) -> new Factor(
                        row.getBytes(1),
                        row.getLong(2),
                        row.getInt(3),
                        Optional.ofNullable(row.getObject(4, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .optional();
        if (factor.isEmpty()) {
            return Verdict.WRONG;
        }
        var now = clock.instant();
        if (factor.get().blockedUntil().filter(now::isBefore).isPresent()) {
            return Verdict.BLOCKED;
        }
        var secret = installation.open(PURPOSE, person.toString(), factor.get().secret());
        var step = Totp.matching(secret, code, now, factor.get().lastStep());
        if (step.isPresent() || isRecoveryCode(person, code)) {
            jdbc.sql("""
                            update second_factor set last_step = :step, failures = 0, blocked_until = null where person_id = :person
                            """)
                    .param("step", step.orElse(factor.get().lastStep()))
                    .param("person", person)
                    .update();
            return Verdict.RIGHT;
        }
        return failed(person, factor.get().failures() + 1, now);
    }

    private record Factor(byte[] secret, long lastStep, int failures, Optional<Instant> blockedUntil) {}

    private Verdict failed(UUID person, int failures, Instant now) {
        var blocks = failures >= FAILURES_TO_BLOCK;
        jdbc.sql("update second_factor set failures = :failures, blocked_until = :until where person_id = :person")
                .param("failures", blocks ? 0 : failures)
                .param("until", blocks ? now.plus(BLOCKED_FOR).atOffset(ZoneOffset.UTC) : null)
                .param("person", person)
                .update();
        events.publishEvent(
                blocks
                        ? new AccessEvent.SecondFactorBlocked(username(person))
                        : new AccessEvent.SecondFactorFailed(username(person)));
        return blocks ? Verdict.BLOCKED : Verdict.WRONG;
    }

    private boolean isRecoveryCode(UUID person, String code) {
        var used = jdbc.sql("delete from recovery_code where person_id = :person and code_hash = :hash")
                .param("person", person)
                .param("hash", hash(code.toLowerCase(Locale.ROOT)))
                .update();
        if (used > 0) {
            events.publishEvent(new AccessEvent.RecoveryCodeUsed(username(person), recoveryCodesLeft(person)));
        }
        return used > 0;
    }

    int recoveryCodesLeft(UUID person) {
        return jdbc.sql("select count(*) from recovery_code where person_id = :person")
                .param("person", person)
                .query(Integer.class)
                .single();
    }

    /** By an administrator: the telephone is lost. The person enrols anew where their role needs it. */
    @PreAuthorize("hasRole('ADMIN')")
    @Transactional
    public void reset(UUID person) {
        remove(person);
    }

    /** One's own, with a code. */
    @PreAuthorize("isAuthenticated()")
    @Transactional
    public Verdict removeOwn(UUID person, String code) {
        var verdict = check(person, code);
        if (verdict == Verdict.RIGHT) {
            remove(person);
        }
        return verdict;
    }

    private void remove(UUID person) {
        jdbc.sql("delete from recovery_code where person_id = :person")
                .param("person", person)
                .update();
        var removed = jdbc.sql("delete from second_factor where person_id = :person")
                .param("person", person)
                .update();
        if (removed > 0) {
            events.publishEvent(new AccessEvent.SecondFactorReset(username(person)));
        }
    }

    private String username(UUID person) {
        return people.findById(person).orElseThrow().username();
    }

    /** People group digits, telephones put spaces. */
    private static String clean(String code) {
        return code.replaceAll("[\\s-]", "");
    }

    private static String hash(String code) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(clean(code).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every JDK", e);
        }
    }
}
