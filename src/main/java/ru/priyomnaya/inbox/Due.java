package ru.priyomnaya.inbox;

import java.time.LocalDate;

/** How close the deadline of an open appeal is. */
enum Due {
    OVERDUE,
    TODAY,
    /** Today and the six days after it. */
    WEEK;

    /** @param today in the organisation's zone */
    Narrowing narrowing(LocalDate today) {
        return switch (this) {
            case OVERDUE -> Narrowing.overdue(today);
            case TODAY -> Narrowing.dueOn(today);
            case WEEK -> Narrowing.dueWithinAWeek(today);
        };
    }
}
