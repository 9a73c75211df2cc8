package ru.priyomnaya.federation;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** Begins nothing with a provider that does not describe itself: the request goes on, to the page that says so. */
record WhileItAnswers(OAuth2AuthorizationRequestResolver requests, OidcProvider provider, String path)
        implements OAuth2AuthorizationRequestResolver {
    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return request.getRequestURI().equals(path) && provider.findByRegistrationId(OidcProvider.ID) != null
                ? requests.resolve(request)
                : null;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
        return requests.resolve(request, registration);
    }
}
