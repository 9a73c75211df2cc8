/** Consolidated reports over any period (S14, S23) and the yearly disclosure that a person publishes (S18). */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "appeal",
            "inbox",
            "organization",
            "paper",
            "rating",
            "report",
            "signing",
            "website",
            "worktime"
        })
@NullMarked
package ru.priyomnaya.disclosure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
