package ru.priyomnaya.access;

import java.util.Optional;
import org.springframework.security.authentication.InternalAuthenticationServiceException;

/** Knows people and their passwords, elsewhere. */
public interface PeopleDirectory {
    boolean isConfigured();

    /**
     * What it says of whom the name and the password belong to; empty when they do not fit.
     *
     * @param password never empty: to many directories an empty one is a visitor whom they let in
     * @throws Unreachable when nobody can tell
     */
    Optional<ForeignPeople.Claims> claims(String username, String password);

    /** The directory does not answer, or not in time. */
    class Unreachable extends InternalAuthenticationServiceException {
        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
