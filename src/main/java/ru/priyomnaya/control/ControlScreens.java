package ru.priyomnaya.control;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.worktime.WorkCalendar;

/** Due and overdue at a glance, for the director and the deputy (S20). */
@Controller
class ControlScreens {
    private final Dues dues;
    private final ControlProperties properties;
    private final WorkCalendar calendar;
    private final Organizations organizations;
    private final Clock clock;

    ControlScreens(
            Dues dues, ControlProperties properties, WorkCalendar calendar, Organizations organizations, Clock clock) {
        this.dues = dues;
        this.properties = properties;
        this.calendar = calendar;
        this.organizations = organizations;
        this.clock = clock;
    }

    @GetMapping("/control")
    @PreAuthorize("hasAnyRole('REGISTRAR', 'DIRECTOR', 'SIGNER', 'AUDITOR')")
    String control(Model model) {
        var today = LocalDate.ofInstant(clock.instant(), organizations.first().zone());
        model.addAttribute("executors", dues.byExecutor(today));
        model.addAttribute("departments", dues.byDepartment(today));
        model.addAttribute("due", dues.until(today, today).stream().limit(100).toList());
        model.addAttribute(
                "unassigned", dues.unassignedSince(clock.instant().minus(properties.unassignedAfter()), today));
        model.addAttribute("warning", calendar.warning().orElse(null));
        return "control/control";
    }
}
