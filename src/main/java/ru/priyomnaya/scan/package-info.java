/** Signed letters back from the scanner: found by their QR codes, checked, confirmed by a person or sent at once. */
@ApplicationModule(
        allowedDependencies = {
            "concern",
            "access",
            "answer",
            "appeal",
            "document",
            "inbox",
            "letter",
            "paper",
            "routing",
            "storage"
        })
@NullMarked
package ru.priyomnaya.scan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
