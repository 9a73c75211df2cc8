/** People, their roles and departments, sign-in by password and by token. */
@ApplicationModule(allowedDependencies = {"organization"})
@NullMarked
package ru.priyomnaya.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
