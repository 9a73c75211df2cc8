package ru.priyomnaya.disclosure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.appeal.RegisterEvent.ReportExported;

/** Reports that leave the program as files: on record, for they name executors. */
@Service
class ReportExports {
    private final Reports reports;
    private final ReportFiles files;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    ReportExports(
            Reports reports,
            ReportFiles files,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.reports = reports;
        this.files = files;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What a file is called and how a browser is told. */
    enum Format {
        CSV("text/csv;charset=UTF-8"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        PDF("application/pdf");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    /**
     * Whole in memory: a report is a few hundred lines, however many appeals it counts.
     *
     * @throws IllegalArgumentException as {@link Reports#of(LocalDate, LocalDate, UUID)}
     */
    @PreAuthorize(Reports.READERS)
    public byte[] file(Format format, LocalDate from, LocalDate until, @Nullable UUID department) throws IOException {
        var report = reports.of(from, until, department);
        transaction.executeWithoutResult(status -> events.publishEvent(new ReportExported(from, until, format.name())));
        var out = new ByteArrayOutputStream();
        switch (format) {
            case CSV -> files.csv(report, out);
            case XLSX -> files.xlsx(report, out);
            case PDF -> files.pdf(report, out);
        }
        return out.toByteArray();
    }
}
