/** Looks through the files of applicants for viruses. Files wait for it; appeals do not. */
@ApplicationModule(allowedDependencies = {"probe", "concern", "appeal", "document", "routing"})
@NullMarked
package ru.priyomnaya.antivirus;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
