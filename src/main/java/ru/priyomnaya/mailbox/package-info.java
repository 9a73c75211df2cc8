/** The e-mail channel: takes letters from IMAP and POP3 mailboxes, answers over SMTP. */
@ApplicationModule(
        allowedDependencies = {
            "probe",
            "alarm",
            "concern",
            "node",
            "answer",
            "appeal",
            "document",
            "intake",
            "dispatch",
            "mime",
            "organization",
            "routing",
            "signing",
            "storage"
        })
@NullMarked
package ru.priyomnaya.mailbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
