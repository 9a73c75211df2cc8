/** What may go wrong while nobody looks: each room tells of its own, {@code alarm} tells people. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package ru.priyomnaya.concern;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
