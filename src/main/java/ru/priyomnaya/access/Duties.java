package ru.priyomnaya.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Says who owes what. */
@Component
class Duties {
    private final SecondStep second;
    private final Set<Role> roles;

    Duties(SecondStep second, AccessProperties properties) {
        this.second = second;
        this.roles = properties.secondFactorRoles();
    }

    Set<Duty> of(SignedIn person) {
        var duties = EnumSet.noneOf(Duty.class);
        if (person.source() == AccountSource.LOCAL && person.mustChangePassword()) {
            duties.add(Duty.NEW_PASSWORD);
        }
        // A provider of the company's single sign-on asks for its own.
        if (person.source() != AccountSource.OIDC
                && !Collections.disjoint(person.roles(), roles)
                && !second.isSetUp(person.id())) {
            duties.add(Duty.SECOND_FACTOR);
        }
        return duties;
    }
}
