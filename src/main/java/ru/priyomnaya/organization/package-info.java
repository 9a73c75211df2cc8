/** Whose register it is. One installation may serve many organisations; everything else names one of them. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package ru.priyomnaya.organization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
