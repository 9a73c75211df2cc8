package ru.priyomnaya.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Says to a program that it has to sign in, as RFC 9457 like every other error of the API. */
class ApiEntryPoint implements AuthenticationEntryPoint {
    /** The password is right, but by itself not enough for a program; the message says what is. */
    static class PasswordIsNotEnough extends AuthenticationException {
        PasswordIsNotEnough(String message) {
            super(message);
        }
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        response.setHeader("WWW-Authenticate", "Basic realm=\"priyomnaya\"");
        ApiProblem.write(
                response,
                HttpServletResponse.SC_UNAUTHORIZED,
                "API-401",
                refusal instanceof PasswordIsNotEnough
                        ? String.valueOf(refusal.getMessage())
                        : "Нужны имя и пароль (Basic) или токен (Bearer)");
    }
}
