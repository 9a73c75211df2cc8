/** Staff screens and the staff API: the register, the card, the answer. */
@ApplicationModule(
        allowedDependencies = {
            "appeal",
            "workplace",
            "rating",
            "answer",
            "assignment",
            "access",
            "calendar",
            "desk",
            "letter",
            "antivirus",
            "mailbox",
            "mime",
            "dispatch",
            "document",
            "gis",
            "gis :: wire",
            "signing",
            "intake",
            "journal",
            "review",
            "search",
            "reader",
            "organization",
            "paper"
        })
@NullMarked
package ru.priyomnaya.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
