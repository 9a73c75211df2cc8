/** The outbox: everything that leaves, stored first, attempted with backoff, «accepted» only when the other side says so. */
@ApplicationModule(
        allowedDependencies = {
            "concern",
            "answer",
            "antivirus",
            "appeal",
            "calendar",
            "document",
            "letter",
            "access",
            "organization",
            "routing",
            "storage"
        })
@NullMarked
package ru.priyomnaya.dispatch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
