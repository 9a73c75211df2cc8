package ru.priyomnaya.stand;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.stereotype.Component;

/** Acts as one of the demo's people, with their rights and under their name in the journal. */
@Component
@ConditionalOnProperty("priyomnaya.stand.enabled")
class DemoSession {
    private final UserDetailsService people;

    DemoSession(UserDetailsService people) {
        this.people = people;
    }

    void as(String username, Runnable work) {
        var person = people.loadUserByUsername(username);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities()));
        SecurityContextHolder.setContext(context);
        try {
            work.run();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
