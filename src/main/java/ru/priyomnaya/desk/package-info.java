/** The registrar's desk: known applicants while typing, call-backs, times of visits and calls, paper letters scanned in bulk. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "answer",
            "appeal",
            "dispatch",
            "document",
            "organization",
            "routing",
            "storage",
            "paper"
        })
@NullMarked
package ru.priyomnaya.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
