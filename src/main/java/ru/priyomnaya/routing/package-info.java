/** Camel: the words that route files may use, the check of a file, the start of routes and their health. */
@ApplicationModule(allowedDependencies = {"concern"})
@NullMarked
package ru.priyomnaya.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
