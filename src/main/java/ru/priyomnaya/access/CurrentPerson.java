package ru.priyomnaya.access;

import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who acts in this thread: a person, or nobody when a route does. */
public final class CurrentPerson {
    private CurrentPerson() {}

    public static Optional<SignedIn> find() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .map(Authentication::getPrincipal)
                .filter(SignedIn.class::isInstance)
                .map(SignedIn.class::cast);
    }

    /** @throws IllegalStateException when nobody is signed in, which the security of the call should have refused */
    public static SignedIn get() {
        return find().orElseThrow(() -> new IllegalStateException("Nobody is signed in"));
    }
}
