/** The answer: draft, approval, letterhead, signed scan. Nothing here sends; {@code dispatch} hears that it may. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "appeal",
            "concern",
            "document",
            "letter",
            "organization",
            "paper",
            "signing",
            "storage"
        })
@NullMarked
package ru.priyomnaya.answer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
