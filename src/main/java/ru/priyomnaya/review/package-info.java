/**
 * What the program notices about an appeal, for a person to decide: the same applicant, the same appeal again, grounds for not
 * considering. It proposes; nothing here changes an appeal.
 */
@ApplicationModule(allowedDependencies = {"appeal", "organization", "access"})
@NullMarked
package ru.priyomnaya.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
