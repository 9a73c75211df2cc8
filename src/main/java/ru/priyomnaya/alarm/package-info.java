/** Tells IT what should be put right, once, and once that it is over. */
@ApplicationModule(allowedDependencies = {"signing", "concern", "node", "organization", "routing"})
@NullMarked
package ru.priyomnaya.alarm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
