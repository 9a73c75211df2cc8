package ru.priyomnaya.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** At each request: the session has not been ended, and its person owes nothing. */
class SessionGuard extends OncePerRequestFilter {
    /** What somebody who owes may open: the page where it is settled, and the way out. */
    private static final Set<String> OPEN = Set.of("/profile", "/profile/password", "/sign-out", "/error");

    private static final String FACTOR = "/profile/second-factor";

    private final Sessions sessions;
    private final Duties duties;
    private final SignIn signIn;

    SessionGuard(Sessions sessions, Duties duties, SignIn signIn) {
        this.sessions = sessions;
        this.duties = duties;
        this.signIn = signIn;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var person = CurrentPerson.find();
        if (person.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var session = request.getSession();
        if (!(session.getAttribute(Sessions.ROW) instanceof UUID row) || !sessions.goesOn(row)) {
            session.invalidate();
            SecurityContextHolder.clearContext();
            send(request, response, "/sign-in?ended");
        } else if (owes(request, person.get()) && !isOpen(request.getRequestURI())) {
            send(request, response, "/profile");
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean owes(HttpServletRequest request, SignedIn person) {
        var session = request.getSession();
        if (!(session.getAttribute(SignInCompletion.DUTIES) instanceof Set<?> owed) || owed.isEmpty()) {
            return false;
        }
        var left = duties.of(signIn.byId(person.id()));
        session.setAttribute(
                SignInCompletion.DUTIES, left.isEmpty() ? EnumSet.noneOf(Duty.class) : EnumSet.copyOf(left));
        return !left.isEmpty();
    }

    private static boolean isOpen(String path) {
        return OPEN.contains(path)
                || path.equals(FACTOR)
                || path.startsWith(FACTOR + "/")
                || Stream.of("/assets/", "/webjars/").anyMatch(path::startsWith);
    }

    /** An htmx request cannot show a page in a corner of the screen. */
    static void send(HttpServletRequest request, HttpServletResponse response, String page) throws IOException {
        if (request.getHeader("HX-Request") == null) {
            response.sendRedirect(page);
        } else {
            response.setHeader("HX-Redirect", page);
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        }
    }
}
