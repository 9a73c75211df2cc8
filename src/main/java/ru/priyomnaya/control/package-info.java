/** Control of timely answers (S20): who has what due, reminders in office hours, escalation upward, the daily digest. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "appeal",
            "assignment",
            "dispatch",
            "inbox",
            "organization",
            "routing",
            "worktime"
        })
@NullMarked
package ru.priyomnaya.control;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
