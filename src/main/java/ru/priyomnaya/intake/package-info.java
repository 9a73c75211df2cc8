/** Store first, parse second: every channel hands its messages in here; what cannot be read waits for a person. */
@ApplicationModule(
        allowedDependencies = {
            "concern",
            "antivirus",
            "appeal",
            "document",
            "organization",
            "routing",
            "storage",
            "access",
            "signing"
        })
@NullMarked
package ru.priyomnaya.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
