package ru.priyomnaya.report;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import ru.priyomnaya.access.Departments;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.report.RegistrationJournal.Period;

/** The dashboard [сводка]: how many appeals came by which way, how fast and how punctually they were answered. */
@Service
class Dashboard {
    static final String READERS = "hasAnyRole('REGISTRAR', 'DIRECTOR', 'SIGNER', 'AUDITOR')";
    static final int USUAL_DAYS = 30;
    private static final int LONGEST_DAYS = 3660;

    private final Tallies tallies;
    private final Departments departments;
    private final Organizations organizations;
    private final Clock clock;

    Dashboard(Tallies tallies, Departments departments, Organizations organizations, Clock clock) {
        this.tallies = tallies;
        this.departments = departments;
        this.organizations = organizations;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), organizations.first().zone());
    }

    /**
     * Of the days named, or of the last thirty, today among them.
     *
     * @throws IllegalArgumentException when the last day is before the first, the period is longer than ten years, or there is
     *     no such department
     */
    Figures figures(@Nullable LocalDate from, @Nullable LocalDate until, @Nullable UUID department) {
        var last = until == null ? today() : until;
        var period = new Period(from == null ? last.minusDays(USUAL_DAYS - 1) : from, last);
        if (ChronoUnit.DAYS.between(period.from(), period.until()) > LONGEST_DAYS) {
            throw new IllegalArgumentException("Период — не больше десяти лет");
        }
        if (department != null && departments.findById(department).isEmpty()) {
            throw new IllegalArgumentException("Такого отдела нет");
        }
        return tallies.of(period, department, today());
    }
}
