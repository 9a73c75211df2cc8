/** Reads foreign files, as text and as pictures; what libraries could choke on is read in a process apart. */
@ApplicationModule(allowedDependencies = "paper")
@NullMarked
package ru.priyomnaya.reader;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
