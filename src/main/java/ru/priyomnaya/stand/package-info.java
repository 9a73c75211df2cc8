/** The other side for the demo: a mail server, people, sample appeals. Nobody imports it; it runs only when enabled. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "answer",
            "appeal",
            "assignment",
            "gis",
            "gis :: wire",
            "organization",
            "signing",
            "storage"
        })
@NullMarked
package ru.priyomnaya.stand;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
