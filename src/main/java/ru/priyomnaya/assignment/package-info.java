/** Who answers: rules, departments, load, and a registrar's own choice. */
@ApplicationModule(allowedDependencies = {"appeal", "access", "organization"})
@NullMarked
package ru.priyomnaya.assignment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
