package ru.priyomnaya.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Says to a program that it has to sign in, as RFC 9457 like every other error of the API. */
class ApiEntryPoint implements AuthenticationEntryPoint {
    private static final String REFUSAL =
            "{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,\"code\":\"API-401\","
                    + "\"detail\":\"Нужны имя и пароль (Basic) или токен (Bearer)\"}";

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        response.setHeader("WWW-Authenticate", "Basic realm=\"priyomnaya\"");
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setContentType("application/problem+json");
        response.getOutputStream().write(REFUSAL.getBytes(StandardCharsets.UTF_8));
    }
}
