package ru.priyomnaya.federation;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import ru.priyomnaya.access.Role;

/**
 * {@code priyomnaya.access.oidc.*}: the company's single sign-on by OpenID Connect; off without {@code issuer}.
 *
 * @param issuer its address, as it names itself
 * @param label of the button
 * @param redirectUri where it sends people back; {@code {baseUrl}} is the address by which they came
 * @param roleClaim where the groups stand; dots lead inside, for example {@code realm_access.roles}
 * @param roles for each role the groups that give it, separated by «;»
 */
@ConfigurationProperties("priyomnaya.access.oidc")
record OidcProperties(
        @Nullable URI issuer,
        @DefaultValue("") String clientId,
        @Nullable String clientSecret,
        @DefaultValue({"openid", "profile", "email"}) Set<String> scopes,
        @DefaultValue("Единый вход") String label,
        @DefaultValue("{baseUrl}/sign-in/oidc") String redirectUri,
        @DefaultValue Claims claims,
        @DefaultValue("groups") String roleClaim,
        @DefaultValue Map<Role, String> roles,
        @DefaultValue("10s") Duration timeout) {
    /** Names of claims. */
    record Claims(
            @DefaultValue("preferred_username") String username,
            @DefaultValue("family_name") String lastName,
            @DefaultValue("given_name") String firstName,
            @DefaultValue("middle_name") String middleName,
            @DefaultValue("title") String position,
            @DefaultValue("phone_number") String phone,
            @DefaultValue("email") String email) {}
}
