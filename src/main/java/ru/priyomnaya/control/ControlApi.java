package ru.priyomnaya.control;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.priyomnaya.organization.Organizations;

/** The control screen by API. */
@RestController
class ControlApi {
    private final Dues dues;
    private final Organizations organizations;
    private final Clock clock;

    ControlApi(Dues dues, Organizations organizations, Clock clock) {
        this.dues = dues;
        this.organizations = organizations;
        this.clock = clock;
    }

    record Control(List<Dues.Line> executors, List<Dues.Line> departments) {}

    @GetMapping("/api/v1/control")
    @PreAuthorize("hasAnyRole('REGISTRAR', 'DIRECTOR', 'SIGNER', 'AUDITOR')")
    Control control() {
        var today = LocalDate.ofInstant(clock.instant(), organizations.first().zone());
        return new Control(dues.byExecutor(today), dues.byDepartment(today));
    }
}
