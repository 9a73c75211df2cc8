package ru.priyomnaya.federation;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import ru.priyomnaya.access.AccessEvent;
import ru.priyomnaya.access.FailureLimit;
import ru.priyomnaya.access.ForeignPeople;
import ru.priyomnaya.access.SignInCompletion;
import ru.priyomnaya.access.SignInWay;

/**
 * Sign-in by the company's provider: authorization code with PKCE, state and nonce; of the answer only the claims are used, and no
 * token is kept.
 */
class OidcSignIn implements SignInWay {
    private static final Logger log = LoggerFactory.getLogger(OidcSignIn.class);
    private static final String BEGIN = "/sign-in/oidc-begin";
    private static final String BACK = "/sign-in/oidc";

    private final OidcProperties properties;
    private final OidcProvider provider;
    private final OidcClaims claims;
    private final ForeignPeople people;
    private final SignInCompletion completion;
    private final FailureLimit limit;
    private final ApplicationEventPublisher events;

    OidcSignIn(
            OidcProperties properties,
            OidcProvider provider,
            ForeignPeople people,
            SignInCompletion completion,
            FailureLimit limit,
            ApplicationEventPublisher events) {
        this.properties = properties;
        this.provider = provider;
        this.claims = new OidcClaims(properties);
        this.people = people;
        this.completion = completion;
        this.limit = limit;
        this.events = events;
    }

    @Override
    public String label() {
        return properties.label();
    }

    @Override
    public String path() {
        return BEGIN + "/" + OidcProvider.ID;
    }

    @Override
    public @Nullable String signOutAddress() {
        return provider.signOutAddress();
    }

    @Override
    public void addTo(HttpSecurity http) {
        var requests = new DefaultOAuth2AuthorizationRequestResolver(provider, BEGIN);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        var exchange = new OidcExchange(provider);
        http.oauth2Login(login -> login.loginPage("/sign-in")
                .clientRegistrationRepository(provider)
                .authorizedClientRepository(new NoTokensKept())
                .authorizationEndpoint(
                        begin -> begin.authorizationRequestResolver(new WhileItAnswers(requests, provider, path())))
                .redirectionEndpoint(back -> back.baseUri(BACK))
                .tokenEndpoint(token -> token.accessTokenResponseClient(exchange.tokens()))
                .userInfoEndpoint(user -> user.oidcUserService(exchange.users()))
                .successHandler(this::vouched)
                .failureHandler(this::failed));
    }

    private void vouched(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException, ServletException {
        try {
            completion.afterProvider(request, response, people.arrived(claims.of((OidcUser) who.getPrincipal())));
        } catch (ForeignPeople.NotAdmitted e) {
            SecurityContextHolder.clearContext();
            request.getSession().invalidate(); // the filter has already signed them in
            response.sendRedirect("/sign-in?not-admitted");
        }
    }

    /** Codes of the standard go to the journal; whatever else somebody wrote into the address does not. */
    private void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        limit.failed(request.getRemoteAddr());
        var code = refusal instanceof OAuth2AuthenticationException oauth
                ? String.valueOf(oauth.getError().getErrorCode())
                : "";
        var said = code.matches("[a-z_]{1,60}") ? code : "error";
        log.warn("Единый вход не удался: {}, {}", said, refusal.getClass().getSimpleName());
        events.publishEvent(new AccessEvent.SignInNotAdmitted("OIDC", said));
        response.sendRedirect("/sign-in?provider-failed");
    }
}
