/** The register: appeals, their numbers, terms and states. Knows no channel, no Camel, no mail. */
@ApplicationModule(allowedDependencies = {"organization", "calendar", "worktime", "document", "access"})
@NullMarked
package ru.priyomnaya.appeal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
