/**
 * The ГИС ЖКХ channel: appeals are pulled, everything that staff do goes back. Messages are asynchronous there (ask, then poll),
 * so each is a row with a state of its own.
 */
@ApplicationModule(
        allowedDependencies = {
            "probe",
            "concern",
            "access",
            "answer",
            "appeal",
            "rating",
            "assignment",
            "calendar",
            "dispatch",
            "document",
            "intake",
            "organization",
            "routing",
            "signing",
            "storage"
        })
@NullMarked
package ru.priyomnaya.gis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
