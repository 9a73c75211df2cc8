/** The e-mail channel: takes letters from the IMAP mailbox, answers over SMTP. */
@ApplicationModule(
        allowedDependencies = {"appeal", "document", "intake", "dispatch", "organization", "routing", "storage"})
@NullMarked
package ru.priyomnaya.mailbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
