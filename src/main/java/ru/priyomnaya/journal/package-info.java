/** The journal: every event of every module, append-only and hash-chained. It listens; nobody calls it but screens that read. */
@ApplicationModule(
        allowedDependencies = {
            "storage",
            "organization",
            "signing",
            "access",
            "appeal",
            "rating",
            "gis",
            "intake",
            "letter",
            "assignment",
            "answer",
            "dispatch",
            "routing",
            "worktime"
        })
@NullMarked
package ru.priyomnaya.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
