/** People, their roles and departments, sign-in by password and by token, sessions, who may call what. */
@ApplicationModule(allowedDependencies = {"concern", "organization"})
@NullMarked
package ru.priyomnaya.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
