/** The office's working time: the production calendar as it is kept here, and the hours of the day. */
@ApplicationModule(allowedDependencies = {"concern", "calendar", "organization", "access"})
@NullMarked
package ru.priyomnaya.worktime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
