/** The whole register in one file, and back again. */
@ApplicationModule(allowedDependencies = {"document", "journal", "node", "storage"})
@NullMarked
package ru.priyomnaya.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
