package ru.priyomnaya.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Does not even look at credentials from an address that has failed too often: 429, for a minute. */
class FailureLimitFilter extends OncePerRequestFilter {
    private static final String SENTENCE = "Слишком много неудачных входов с этого адреса. Подождите минуту";

    private final FailureLimit limit;

    FailureLimitFilter(FailureLimit limit) {
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!limit.isReached(request.getRemoteAddr())) {
            chain.doFilter(request, response);
        } else if (request.getHeader("Authorization") != null) {
            response.setHeader("Retry-After", "60");
            ApiProblem.write(response, 429, "API-429", SENTENCE);
        } else {
            response.setHeader("Retry-After", "60");
            response.sendRedirect("/sign-in?often");
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        var signsIn = path.startsWith("/sign-in/")
                || (path.equals("/sign-in") && request.getMethod().equals("POST"));
        return !signsIn && request.getHeader("Authorization") == null;
    }
}
