/** What the program's support asks for first, in one file, free of personal data. */
@ApplicationModule(allowedDependencies = {"alarm", "concern", "node", "routing", "storage"})
@NullMarked
package ru.priyomnaya.support;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
