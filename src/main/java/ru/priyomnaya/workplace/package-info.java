/** How each person likes to work: theme, density, columns, shortcuts, and the lists that they keep under a name. */
@ApplicationModule(allowedDependencies = {"access"})
@NullMarked
package ru.priyomnaya.workplace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
