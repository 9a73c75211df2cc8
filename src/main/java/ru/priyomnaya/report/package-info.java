/** What the register gives out on paper and in files: the registration journal for a period. */
@ApplicationModule(allowedDependencies = {"access", "answer", "appeal", "inbox", "journal", "organization", "paper"})
@NullMarked
package ru.priyomnaya.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
