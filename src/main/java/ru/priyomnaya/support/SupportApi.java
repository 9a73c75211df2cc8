package ru.priyomnaya.support;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The bundle, by a button on «Узлы» and by API. */
@RestController
@PreAuthorize("hasRole('IT')")
class SupportApi {
    private final SupportBundle bundle;

    SupportApi(SupportBundle bundle) {
        this.bundle = bundle;
    }

    /** A ZIP of texts without personal data. */
    @PostMapping({"/api/v1/support-bundle", "/console/support-bundle"})
    void take(HttpServletResponse response) throws IOException {
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"priyomnaya-support.zip\"");
        bundle.write(response.getOutputStream());
    }
}
