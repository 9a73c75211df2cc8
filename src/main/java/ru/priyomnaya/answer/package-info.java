/** The answer: draft, approval, letterhead, signed scan. Nothing here sends; {@code dispatch} hears that it may. */
@ApplicationModule(
        allowedDependencies = {"appeal", "access", "document", "organization", "signing", "letter", "storage", "paper"})
@NullMarked
package ru.priyomnaya.answer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
