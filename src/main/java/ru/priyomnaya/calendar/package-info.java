/** Days and deadlines. Pure Java: no database, no clock. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package ru.priyomnaya.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
