package ru.priyomnaya.appeal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import java.util.List;
import ru.priyomnaya.calendar.Deadline;

/** The deadline as the register keeps it. */
@Embeddable
record Term(
        @Column(name = "deadline") LocalDate lastDay,
        @Column(name = "deadline_rule") String rule,
        @Column(name = "deadline_basis") String basis,
        @Column(name = "deadline_explanation") String explanation,
        @Column(name = "deadline_provisional") boolean provisional) {
    static Term of(Deadline deadline) {
        return new Term(
                deadline.lastDay(),
                deadline.rule(),
                deadline.basis(),
                String.join("\n", deadline.explanation()),
                deadline.provisional());
    }

    Term extendedUntil(LocalDate newLastDay, String line) {
        return new Term(newLastDay, rule, basis, explanation + "\n" + line, provisional);
    }

    Deadline toDeadline() {
        return new Deadline(lastDay, rule, basis, List.of(explanation.split("\n")), provisional);
    }
}
