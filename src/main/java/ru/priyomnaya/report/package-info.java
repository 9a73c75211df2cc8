/** What the register gives out: the registration journal on paper and in files, and figures over a period [сводка]. */
@ApplicationModule(allowedDependencies = {"access", "answer", "appeal", "inbox", "journal", "organization", "paper"})
@NullMarked
package ru.priyomnaya.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
