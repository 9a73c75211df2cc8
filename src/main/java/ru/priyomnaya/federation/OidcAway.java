package ru.priyomnaya.federation;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where somebody arrives whom the filters could not send on to the provider: it does not answer, or there is none. */
@Controller
class OidcAway {
    @GetMapping("/sign-in/oidc-begin/company")
    void away(HttpServletResponse response) throws IOException {
        response.sendRedirect("/sign-in?provider-failed");
    }
}
