/** What is news to whom: on the screen as it happens, and by letter once a day. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "answer",
            "appeal",
            "assignment",
            "dispatch",
            "inbox",
            "organization",
            "routing",
            "worktime"
        })
@NullMarked
package ru.priyomnaya.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
