package ru.priyomnaya.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.access.AccessProperties.LocalSignIn;

class DutiesTests {
    private boolean isSetUp;

    private final Duties duties = new Duties(
            person -> isSetUp,
            new AccessProperties(
                    12,
                    20,
                    LocalSignIn.ALL,
                    new AccessProperties.Passwords(12, true),
                    new AccessProperties.Sessions(Duration.ofHours(2), Duration.ofHours(12), 5),
                    new AccessProperties.Tokens(Duration.ofDays(365), Duration.ofDays(730), Duration.ofDays(14)),
                    Set.of(Role.ADMIN, Role.IT)));

    private static SignedIn person(AccountSource source, boolean mustChange, Role... roles) {
        return new SignedIn(
                UUID.randomUUID(), "u", "У", Set.of(roles), "", true, null, Instant.EPOCH, source, mustChange, false);
    }

    @Test
    void aRoleThatNeedsASecondFactorHasItBeforeAnythingElse() {
        var it = person(AccountSource.LOCAL, false, Role.EXECUTOR, Role.IT);
        assertThat(duties.of(it)).containsExactly(Duty.SECOND_FACTOR);
        assertThat(duties.of(person(AccountSource.LDAP, false, Role.IT))).containsExactly(Duty.SECOND_FACTOR);
        assertThat(duties.of(person(AccountSource.OIDC, false, Role.IT)))
                .as("the provider asks for its own")
                .isEmpty();
        assertThat(duties.of(person(AccountSource.LOCAL, false, Role.EXECUTOR))).isEmpty();

        isSetUp = true;

        assertThat(duties.of(it)).isEmpty();
    }

    @Test
    void aPasswordGivenByAnAdministratorIsChangedFirst() {
        assertThat(duties.of(person(AccountSource.LOCAL, true, Role.EXECUTOR))).containsExactly(Duty.NEW_PASSWORD);
        assertThat(duties.of(person(AccountSource.LDAP, true, Role.EXECUTOR))).isEmpty();
    }
}
