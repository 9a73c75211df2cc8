package ru.priyomnaya.access;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Asks a directory about whoever has no password here. */
class DirectorySignIn implements AuthenticationProvider {
    private static final int LONGEST = 100;

    private final PeopleDirectory directory;
    private final ForeignPeople people;

    DirectorySignIn(PeopleDirectory directory, ForeignPeople people) {
        this.directory = directory;
        this.people = people;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication typed) {
        var username = typed.getName().strip();
        var password =
                typed.getCredentials() == null ? "" : typed.getCredentials().toString();
        if (!directory.isConfigured() || people.isLocal(username)) {
            return null; // none of ours to judge
        }
        if (username.isEmpty() || username.length() > LONGEST || password.isEmpty()) {
            throw new BadCredentialsException("Empty");
        }
        if (people.isLocked(username)) {
            throw new LockedException("Locked");
        }
        var claims = directory.claims(username, password).orElseThrow(() -> new BadCredentialsException("Wrong"));
        var person = people.arrived(claims);
        var done = UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities());
        done.setDetails(typed.getDetails());
        return done;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
