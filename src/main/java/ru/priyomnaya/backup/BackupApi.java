package ru.priyomnaya.backup;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.priyomnaya.storage.BackupTaken;

/** A backup over HTTP, for where nobody has a shell on the machine. It holds everything: administrators only. */
@RestController
class BackupApi {
    private static final Logger log = LoggerFactory.getLogger(BackupApi.class);

    private final Backup backup;
    private final ApplicationEventPublisher events;

    BackupApi(Backup backup, ApplicationEventPublisher events) {
        this.backup = backup;
        this.events = events;
    }

    /** A ZIP, encrypted when {@code priyomnaya.backup.key-file} is set; one that was cut short has no {@code manifest.json} and cannot be restored. */
    @PostMapping("/api/v1/backup")
    @PreAuthorize("hasRole('ADMIN')")
    void take(HttpServletResponse response) throws IOException, SQLException {
        events.publishEvent(new BackupTaken());
        response.setContentType(backup.isSealed() ? "application/octet-stream" : "application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"priyomnaya-backup.zip%s\"".formatted(backup.isSealed() ? ".sealed" : ""));
        var summary = backup.write(response.getOutputStream());
        log.info("Копия отдана: строк {}, документов {}", summary.rows(), summary.documents());
        if (!summary.missing().isEmpty()) {
            log.error("В копию не вошли документы, которых нет в хранилище: {}", summary.missing());
        }
    }
}
