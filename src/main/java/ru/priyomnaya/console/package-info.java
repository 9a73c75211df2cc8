/** IT and administration: channels, routes, quarantine, intake log, deliveries, people, departments, rules. */
@ApplicationModule(
        allowedDependencies = {
            "alarm",
            "concern",
            "node",
            "probe",
            "access",
            "factor",
            "answer",
            "antivirus",
            "letter",
            "paper",
            "appeal",
            "calendar",
            "worktime",
            "assignment",
            "dispatch",
            "document",
            "gis",
            "signing",
            "inbox",
            "intake",
            "mailbox",
            "organization",
            "review",
            "routing"
        })
@NullMarked
package ru.priyomnaya.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
