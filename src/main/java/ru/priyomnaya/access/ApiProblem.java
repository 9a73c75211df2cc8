package ru.priyomnaya.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;

/** RFC 9457 from a filter, before any controller. The sentences are ours: they hold nothing that JSON would have to escape. */
final class ApiProblem {
    private ApiProblem() {}

    static void write(HttpServletResponse response, int status, String code, String sentence) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getOutputStream()
                .write("{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\"}"
                        .formatted(HttpStatus.valueOf(status).getReasonPhrase(), status, code, sentence)
                        .getBytes(StandardCharsets.UTF_8));
    }
}
