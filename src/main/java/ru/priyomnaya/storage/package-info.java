/** Where the gateway keeps its things: the home directory, the embedded PostgreSQL, the installation's secret. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package ru.priyomnaya.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
