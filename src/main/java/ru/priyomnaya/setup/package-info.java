/** Looks through the whole configuration before a start. */
@ApplicationModule(allowedDependencies = {"routing", "signing", "storage"})
@NullMarked
package ru.priyomnaya.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
