package ru.priyomnaya.disclosure;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports by API, for staff. */
@RestController
class ReportApi {
    private final Reports reports;

    ReportApi(Reports reports) {
        this.reports = reports;
    }

    /** Without days: this year until today; at most ten years. 400 for a department that does not exist. */
    @GetMapping("/api/v1/disclosure")
    @PreAuthorize(Reports.READERS)
    Report disclosure(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable UUID department) {
        return reports.of(from, until, department);
    }
}
