package ru.priyomnaya.access;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** The person behind a request. */
public record SignedIn(
        UUID id,
        String username,
        String name,
        Set<Role> roles,
        String passwordHash,
        boolean enabled,
        @Nullable Instant lockedUntil,
        Instant checkedAt,
        AccountSource source,
        boolean mustChangePassword,
        boolean breakGlass)
        implements UserDetails {
    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return roles.stream()
                .map(role -> new SimpleGrantedAuthority(role.authority()))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return username;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public boolean isAccountNonLocked() {
        return lockedUntil == null || lockedUntil.isBefore(checkedAt);
    }

    /** Whether they may act in appeals of other executors. */
    public boolean helpsAnybody() {
        return is(Role.REGISTRAR) || is(Role.DIRECTOR) || is(Role.ADMIN);
    }

    /** The same person with fewer rights, as a token may give. */
    SignedIn with(Set<Role> fewer) {
        return new SignedIn(
                id,
                username,
                name,
                fewer,
                passwordHash,
                enabled,
                lockedUntil,
                checkedAt,
                source,
                mustChangePassword,
                breakGlass);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Sessions of one person are counted by this. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn that && that.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Without the hash and the name: a principal ends in logs. */
    @Override
    public String toString() {
        return username;
    }
}
