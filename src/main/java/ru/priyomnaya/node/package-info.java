/** The gateways that share a database: which of them live, and which of them does what only one may do. */
@ApplicationModule(allowedDependencies = {"concern", "storage"})
@NullMarked
package ru.priyomnaya.node;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
