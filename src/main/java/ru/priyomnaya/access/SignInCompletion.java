package ru.priyomnaya.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.ConcurrentSessionControlAuthenticationStrategy;
import org.springframework.security.web.authentication.session.RegisterSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.stereotype.Component;

/**
 * The last step of every sign-in to the screens. Whoever has a second factor is nobody until it is shown: between the password and
 * the code there is an anonymous session that remembers whose code is awaited, and no rights.
 */
@Component
public class SignInCompletion {
    /** Where a code is asked for. */
    public static final String CODE_PAGE = "/sign-in/code";

    /** Of an HTTP session: what its person still owes. */
    static final String DUTIES = "access.duties";

    private static final String AWAITED = "access.awaited";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final SecondStep second;
    private final Duties duties;
    private final Sessions sessions;
    private final SignIn signIn;
    private final SessionRegistry registry;
    private final AccessProperties properties;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final SavedRequestAwareAuthenticationSuccessHandler home =
            new SavedRequestAwareAuthenticationSuccessHandler();

    SignInCompletion(
            SecondStep second,
            Duties duties,
            Sessions sessions,
            SignIn signIn,
            SessionRegistry registry,
            AccessProperties properties,
            ApplicationEventPublisher events,
            Clock clock) {
        this.second = second;
        this.duties = duties;
        this.sessions = sessions;
        this.signIn = signIn;
        this.registry = registry;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    /** Whose code is awaited, and since when. */
    private record Awaited(UUID person, Instant since) implements Serializable {}

    /** The password was right. */
    void afterPassword(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException, ServletException {
        var person = (SignedIn) Objects.requireNonNull(who.getPrincipal());
        if (second.isSetUp(person.id())) {
            SecurityContextHolder.clearContext();
            contexts.saveContext(SecurityContextHolder.createEmptyContext(), request, response);
            registry.removeSessionInformation(request.getSession().getId());
            request.getSession().setAttribute(AWAITED, new Awaited(person.id(), clock.instant()));
            response.sendRedirect(CODE_PAGE);
        } else {
            begin(request, response, who, person, person.source().name());
        }
    }

    /** Whose code this session awaits; for five minutes after the password. */
    public Optional<UUID> awaited(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null
                        && session.getAttribute(AWAITED) instanceof Awaited awaited
                        && awaited.since().plus(PATIENCE).isAfter(clock.instant())
                ? Optional.of(awaited.person())
                : Optional.empty();
    }

    /** The code was right too. */
    public void afterCode(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        var person = awaited(request).map(signIn::byId).filter(SignedIn::isEnabled);
        if (person.isEmpty()) {
            response.sendRedirect("/sign-in");
            return;
        }
        request.getSession().removeAttribute(AWAITED);
        var who = UsernamePasswordAuthenticationToken.authenticated(
                person.get(), null, person.get().getAuthorities());
        fresh().onAuthentication(who, request, response);
        begin(request, response, who, person.get(), person.get().source().name() + "+TOTP");
    }

    /** The single sign-on of the company has let them in. */
    public void afterProvider(HttpServletRequest request, HttpServletResponse response, SignedIn person)
            throws IOException, ServletException {
        var who = UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities());
        fresh().onAuthentication(who, request, response);
        begin(request, response, who, person, person.source().name());
    }

    private void begin(
            HttpServletRequest request, HttpServletResponse response, Authentication who, SignedIn person, String way)
            throws IOException, ServletException {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(who);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        var session = request.getSession();
        session.setMaxInactiveInterval((int) properties.session().idle().toSeconds());
        var address = request.getRemoteAddr();
        session.setAttribute(Sessions.ROW, sessions.begin(person.id(), address, request.getHeader("User-Agent")));
        session.setAttribute(DUTIES, EnumSet.copyOf(duties.of(person)));
        events.publishEvent(new AccessEvent.SignedInToScreens(person.username(), way, address));
        if (person.breakGlass()) {
            signIn.breakGlassUsed(person.id());
            events.publishEvent(new AccessEvent.BreakGlassUsed(person.username(), address));
        }
        home.onAuthenticationSuccess(request, response, who);
    }

    /** A session that no one has seen before: another id, another token against forged requests. */
    private SessionAuthenticationStrategy fresh() {
        var most = new ConcurrentSessionControlAuthenticationStrategy(registry);
        most.setMaximumSessions(properties.session().most());
        return new CompositeSessionAuthenticationStrategy(List.of(
                most,
                new ChangeSessionIdAuthenticationStrategy(),
                new RegisterSessionAuthenticationStrategy(registry),
                new CsrfAuthenticationStrategy(new HttpSessionCsrfTokenRepository())));
    }
}
