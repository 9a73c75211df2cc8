package ru.priyomnaya.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import ru.priyomnaya.appeal.Appeals;

/** The evidence package as a download, from the card and by API. */
@Controller
@PreAuthorize("hasAnyRole('REGISTRAR', 'DIRECTOR', 'AUDITOR')")
class EvidenceScreens {
    private final Evidence evidence;
    private final Appeals appeals;

    EvidenceScreens(Evidence evidence, Appeals appeals) {
        this.evidence = evidence;
        this.appeals = appeals;
    }

    @GetMapping({"/appeals/{id}/evidence.zip", "/api/v1/appeals/{id}/evidence.zip"})
    ResponseEntity<byte[]> take(@PathVariable UUID id) throws IOException {
        var name = "Дело № %s.zip".formatted(appeals.get(id).number().text().replace('/', '-'));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(evidence.of(id));
    }
}
