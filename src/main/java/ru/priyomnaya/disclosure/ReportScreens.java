package ru.priyomnaya.disclosure;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import ru.priyomnaya.access.Departments;

/** «Контроль → Отчёты»: figures over a period with charts, all departments side by side, and as files. */
@Controller
@PreAuthorize(Reports.READERS)
class ReportScreens {
    private final Reports reports;
    private final ReportExports exports;
    private final Departments departments;

    ReportScreens(Reports reports, ReportExports exports, Departments departments) {
        this.reports = reports;
        this.exports = exports;
        this.departments = departments;
    }

    /** A period that is one click away. */
    record Quick(String name, LocalDate from, LocalDate until) {}

    /** Without days: this year until today. */
    @GetMapping("/reports")
    String reports(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable UUID department,
            Model model) {
        Report report;
        try {
            report = reports.of(from, until, department);
        } catch (IllegalArgumentException e) {
            model.addAttribute("refused", e.getMessage());
            report = reports.of(null, null, null);
        }
        model.addAttribute("report", report);
        model.addAttribute("sections", Sections.of(report).all());
        model.addAttribute("links", new FigureLinks(report));
        model.addAttribute("departments", departments.findAllByOrderByName());
        model.addAttribute("quick", quick(reports.today()));
        return "disclosure/reports";
    }

    private static List<Quick> quick(LocalDate today) {
        var month = today.withDayOfMonth(1);
        var quarter = today.with(IsoFields.DAY_OF_QUARTER, 1);
        var year = today.withDayOfYear(1);
        return List.of(
                new Quick("Этот месяц", month, today),
                new Quick("Прошлый месяц", month.minusMonths(1), month.minusDays(1)),
                new Quick("Этот квартал", quarter, today),
                new Quick("Этот год", year, today),
                new Quick("Прошлый год", year.minusYears(1), year.minusDays(1)));
    }

    @GetMapping("/reports/export.{format}")
    void export(
            @PathVariable String format,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
            @RequestParam(required = false) @Nullable UUID department,
            HttpServletResponse response)
            throws IOException {
        var known = Arrays.stream(ReportExports.Format.values())
                .filter(one -> one.name().equalsIgnoreCase(format))
                .findFirst();
        if (known.isEmpty() || until.isBefore(from)) {
            response.sendError(
                    HttpServletResponse.SC_BAD_REQUEST, "Файл — csv, xlsx или pdf, период — от раннего дня к позднему");
            return;
        }
        byte[] file;
        try {
            file = exports.file(known.get(), from, until, department);
        } catch (IllegalArgumentException e) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, e.getMessage());
            return;
        }
        response.setContentType(known.get().mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("report-%s-%s.%s".formatted(from, until, format))
                        .build()
                        .toString());
        response.getOutputStream().write(file);
    }
}
