/**
 * Reads letters as they really are: bytes in, what a person would see out. Knows no database, no server and no register; whatever
 * it is given, it ends in bounded time and memory.
 */
@ApplicationModule(allowedDependencies = {"document", "signing"})
@NullMarked
package ru.priyomnaya.mime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
