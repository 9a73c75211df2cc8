/** Personal data as 152-ФЗ asks: what is kept and why, who read it, what a person may have, what is destroyed and with what act. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "appeal",
            "document",
            "gis",
            "inbox",
            "intake",
            "journal",
            "organization",
            "paper",
            "routing",
            "search"
        })
@NullMarked
package ru.priyomnaya.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
