/** The evidence package of a case: everything that proves what was received, answered and sent, with a verifier. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "answer",
            "antivirus",
            "appeal",
            "dispatch",
            "document",
            "intake",
            "journal",
            "rating",
            "signing"
        })
@NullMarked
package ru.priyomnaya.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
