/** The website channel: public forms, the same by API, the public status page. */
@ApplicationModule(
        allowedDependencies = {
            "signing",
            "appeal",
            "calendar",
            "answer",
            "document",
            "intake",
            "dispatch",
            "organization",
            "rating",
            "routing",
            "storage",
            "survey"
        })
@NullMarked
package ru.priyomnaya.website;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
