/** The second factor: codes of an application (TOTP), recovery codes. Without it {@code access} would ask for a password only. */
@ApplicationModule(allowedDependencies = {"access", "storage"})
@NullMarked
package ru.priyomnaya.factor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
