/** {@code generate}: a register as large as one likes, for measuring and for showing. */
@ApplicationModule(allowedDependencies = {"document", "search", "storage"})
@NullMarked
package ru.priyomnaya.generator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
