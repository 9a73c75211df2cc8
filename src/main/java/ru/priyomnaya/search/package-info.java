/** Finds appeals by words, names, numbers and what stands in files; see decision 0026. */
@ApplicationModule(allowedDependencies = {"concern", "antivirus", "document", "reader", "routing", "storage"})
@NullMarked
package ru.priyomnaya.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
