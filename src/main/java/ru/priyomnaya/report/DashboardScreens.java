package ru.priyomnaya.report;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.priyomnaya.access.Departments;
import ru.priyomnaya.appeal.Outcome;

/** The dashboard on the screen: charts drawn here as SVG, each with its table (decision 0027). */
@Controller
class DashboardScreens {
    private final Dashboard dashboard;
    private final Departments departments;

    DashboardScreens(Dashboard dashboard, Departments departments) {
        this.dashboard = dashboard;
        this.departments = departments;
    }

    /** A period that is one click away. */
    record Quick(String name, LocalDate from, LocalDate until) {}

    @GetMapping("/dashboard")
    @PreAuthorize(Dashboard.READERS)
    String dashboard(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable UUID department,
            Model model) {
        Figures figures;
        try {
            figures = dashboard.figures(from, until, department);
        } catch (IllegalArgumentException e) {
            model.addAttribute("refused", e.getMessage());
            figures = dashboard.figures(null, null, null);
        }
        model.addAttribute("figures", figures);
        model.addAttribute("arrivals", ArrivalChart.of(figures));
        var links = new ListLinks(figures);
        model.addAttribute("links", links);
        model.addAttribute("bars", new Bars(figures, links));
        model.addAttribute("outcomes", Outcome.values());
        model.addAttribute("departments", departments.findAllByOrderByName());
        model.addAttribute("quick", quick(dashboard.today()));
        return "report/dashboard";
    }

    private static List<Quick> quick(LocalDate today) {
        return List.of(
                new Quick("7 дней", today.minusDays(6), today),
                new Quick("30 дней", today.minusDays(Dashboard.USUAL_DAYS - 1), today),
                new Quick("90 дней", today.minusDays(89), today),
                new Quick("Квартал", today.with(IsoFields.DAY_OF_QUARTER, 1), today),
                new Quick("Год", today.withDayOfYear(1), today));
    }
}
