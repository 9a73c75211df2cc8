/** What applicants think of answers (S22), from every source in one table. */
@ApplicationModule(allowedDependencies = {"appeal"})
@NullMarked
package ru.priyomnaya.rating;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
