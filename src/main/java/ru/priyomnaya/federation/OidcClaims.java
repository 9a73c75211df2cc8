package ru.priyomnaya.federation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import ru.priyomnaya.access.AccountSource;
import ru.priyomnaya.access.ForeignPeople.Claims;

/** What the provider says of a person, in our words. */
class OidcClaims {
    private final OidcProperties properties;
    private final RoleMap roles;

    OidcClaims(OidcProperties properties) {
        this.properties = properties;
        this.roles = RoleMap.of(properties.roles());
    }

    Claims of(@Nullable OidcUser user) {
        var said = Objects.requireNonNull(user);
        var names = properties.claims();
        return new Claims(
                AccountSource.OIDC,
                said.getIssuer() + "|" + said.getSubject(),
                Objects.requireNonNullElse(said.getClaimAsString(names.username()), said.getSubject()),
                Objects.requireNonNullElse(said.getClaimAsString(names.lastName()), ""),
                said.getClaimAsString(names.firstName()),
                said.getClaimAsString(names.middleName()),
                said.getClaimAsString(names.position()),
                said.getClaimAsString(names.phone()),
                said.getClaimAsString(names.email()),
                roles.rolesOf(groups(said.getClaims(), properties.roleClaim())));
    }

    /** Dots lead inside: Keycloak has {@code realm_access.roles}. */
    private static List<String> groups(Map<String, Object> claims, String path) {
        Object inside = claims;
        for (var step : path.split("\\.")) {
            inside = inside instanceof Map<?, ?> map ? map.get(step) : null;
        }
        if (inside instanceof Collection<?> many) {
            return many.stream().map(String::valueOf).toList();
        }
        return inside == null ? List.of() : List.of(inside.toString());
    }
}
